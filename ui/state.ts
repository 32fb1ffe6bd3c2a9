/** Everything the panel shows, and the one function that changes it. */
import type { History, SelectionSummary, Target, ToUi } from '../plugin/protocol';
import type {
  Clip,
  EngineChoice,
  GenerateRequest,
  Loaded,
  Picture,
  Progress,
  Remark,
  Variation,
} from '../worker/api';
import { canvasWithin } from './canvas';
import { collect, type Reel } from './reel';
import { carryRemarks } from './remarks';
import {
  type Form,
  formOf,
  freshForm,
  type Ground,
  type Requests,
  readBackground,
} from './request';
import { noSteps, redo, type Steps, step, undo } from './steps';
import { WORDS } from './words';

export type EngineState =
  | { kind: 'loading'; fraction: number }
  | { kind: 'ready'; loaded: Loaded }
  | { kind: 'failed'; message: string };

export interface Job {
  id: number;
  requests: Requests;
  quiet: boolean; // another form of the clip that is on show, which stays until the new one can be seen
  progress: Progress | null; // over all of them; null until the worker says something
  keyFrames: (Picture | null)[]; // by index; null where none came yet
  reel: Reel | null; // of the first request, as far as it came
}

export interface Made {
  clip: Clip;
  request: GenerateRequest;
}

/** Finished clips of one drawing, with all that is needed to show, insert and download them. */
export interface Result {
  made: [Made, ...Made[]]; // the largest first: that one is shown
  reel: Reel; // of that one
  model: string; // name and version of the model that drew it
}

/** One of several ways to make a clip, small. */
export interface Take {
  label: string;
  form: Form;
  reel: Reel | null; // null until it is drawn
}

export interface Notice {
  tone: 'good' | 'bad';
  text: string; // a sentence
}

export interface State {
  editor: 'figma' | 'figjam' | 'slides';
  selection: SelectionSummary | null; // null until the plugin thread answers
  target: string | null; // the layer that is edited; null for a new one
  place: Target['kind']; // where the clip goes, as chosen
  form: Form;
  spoken: string; // the prompt that the form's shape is of: the one generated last
  steps: Steps;
  choice: EngineChoice;
  engine: EngineState;
  job: Job | null;
  result: Result | null;
  takes: Take[]; // of the prompt that was generated last, the first being the clip as it was
  round: number; // of takes, asked for so far
  taking: boolean; // takes are being drawn
  inserting: number | null; // id of the insertion under way
  notice: Notice | null;
  remarks: Remark[]; // on the last prompt, as far as its words still stand in the field, and where
  history: History | null; // null until it was asked for
}

export type Action =
  | { type: 'opened'; message: Extract<ToUi, { type: 'open' }> }
  | { type: 'selected'; selection: SelectionSummary }
  | { type: 'placed'; place: Target['kind'] }
  | { type: 'edited'; form: Partial<Form>; field?: string } // what is changed bit by bit, as by a slider, is one field
  | { type: 'spoke'; prompt: string } // is generated from now on: what was shaped was of the prompt before
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'chosen'; choice: EngineChoice }
  | { type: 'loading'; fraction: number }
  | { type: 'loaded'; loaded: Loaded }
  | { type: 'unloadable'; message: string }
  | { type: 'started'; id: number; requests: Requests; quiet: boolean }
  | { type: 'progressed'; id: number; progress: Progress }
  | { type: 'made'; id: number; result: Result }
  | { type: 'stopped'; id: number; problem: string | null; report?: Remark[] } // null when cancelled
  | { type: 'varied'; variations: Variation[] }
  | { type: 'took'; index: number; reel: Reel }
  | { type: 'untaken' } // no more takes are drawn
  | { type: 'inserting'; id: number }
  | { type: 'inserted' | 'refused'; id: number; message: string }
  | { type: 'noticed'; notice: Notice }
  | { type: 'recalled'; history: History };

export const initial: State = {
  editor: 'figma',
  selection: null,
  target: null,
  place: 'new',
  form: freshForm,
  spoken: '',
  steps: noSteps,
  choice: 'auto',
  engine: { kind: 'loading', fraction: 0 },
  job: null,
  result: null,
  takes: [],
  round: 0,
  taking: false,
  inserting: null,
  notice: null,
  remarks: [],
  history: null,
};

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'opened':
      return opened(state, action.message);
    case 'selected':
      return placed({ ...state, selection: action.selection }, state.place);
    case 'placed':
      return placed(state, action.place);
    case 'edited':
      return edited(state, action.form, action.field ?? null);
    case 'spoke':
      return spoke(state, action.prompt);
    case 'undone':
      return stepped(state, undo(state.steps, state.form));
    case 'redone':
      return stepped(state, redo(state.steps, state.form));
    case 'chosen':
      return { ...state, choice: action.choice };
    case 'loading':
      return { ...state, engine: { kind: 'loading', fraction: action.fraction } };
    case 'loaded':
      return { ...state, engine: { kind: 'ready', loaded: action.loaded } };
    case 'unloadable':
      return { ...state, engine: { kind: 'failed', message: action.message } };
    case 'started': {
      const { id, requests, quiet } = action;
      const job = { id, requests, quiet, progress: null, keyFrames: [], reel: null };
      return quiet ? { ...state, job } : { ...state, job, notice: null, remarks: [] };
    }
    case 'progressed':
      return state.job?.id === action.id
        ? { ...state, job: progressed(state.job, action.progress) }
        : state;
    case 'made':
      return state.job?.id === action.id ? made(state, action.result) : state;
    case 'stopped':
      return state.job?.id === action.id
        ? stopped(state, action.problem, stillOf(action.report ?? [], state.job.requests[0], state))
        : state;
    case 'varied':
      return varied(state, action.variations);
    case 'took': {
      const { index, reel } = action;
      return {
        ...state,
        takes: state.takes.map((one, i) => (i === index ? { ...one, reel } : one)),
      };
    }
    case 'untaken':
      return { ...state, taking: false };
    case 'inserting':
      return { ...state, inserting: action.id, notice: null };
    case 'inserted':
    case 'refused': {
      if (state.inserting !== action.id) return state;
      const done = action.type === 'inserted';
      const notice: Notice = { tone: done ? 'good' : 'bad', text: action.message };
      const next = { ...state, inserting: null, notice };
      return done && state.target === null ? { ...next, place: 'new' } : next; // a choice is for one clip
    }
    case 'noticed':
      return { ...state, notice: action.notice };
    case 'recalled':
      return { ...state, history: action.history };
    default:
      return action satisfies never;
  }
}

function opened(state: State, { opening, settings, selection, editor }: OpenMessage): State {
  const background = readBackground(settings.background) ?? state.form.background;
  const kept = { ...state.form, background, canvas: canvasWithin(settings.canvas) };
  const editing = opening.kind === 'edit';
  const form = editing ? formOf(opening.request) : kept;
  return {
    ...state,
    editor,
    selection,
    choice: settings.engine,
    target: editing ? opening.nodeId : null,
    place: editing ? 'replace' : 'new',
    remarks: [],
    steps: noSteps,
    form,
    spoken: form.prompt,
  };
}

/** What cannot be filled or replaced any more is not: a new layer is added. */
function placed(state: State, place: Target['kind']): State {
  return { ...state, place: offerFor(state, place) ? place : 'new' };
}

function edited(state: State, changes: Partial<Form>, field: string | null): State {
  const form = { ...state.form, ...changes };
  const remarks = carryRemarks(state.remarks, state.form.prompt, form.prompt);
  const shapes = Object.keys(changes).some((key) => key !== 'prompt'); // typing is undone in the field
  const steps = shapes ? step(state.steps, state.form, field) : state.steps;
  return { ...state, form, steps, notice: null, remarks };
}

/** A new prompt starts over: what was shaped by hand was of the one before, and so were the takes. */
function spoke(state: State, prompt: string): State {
  if (prompt === state.spoken) return state;
  const before = { ...state.form, prompt: state.spoken };
  const steps = state.spoken === '' ? state.steps : step(state.steps, before, null);
  const form = { ...state.form, prompt, shape: {} };
  return { ...state, form, steps, spoken: prompt, takes: [], round: 0 };
}

function stepped(state: State, to: { steps: Steps; form: Form } | null): State {
  if (!to) return state;
  const { steps, form } = to;
  const same = form.prompt === state.spoken;
  return {
    ...state,
    steps,
    form,
    spoken: form.prompt,
    takes: same ? state.takes : [],
    notice: null,
    remarks: carryRemarks(state.remarks, state.form.prompt, form.prompt),
  };
}

/**
 * Words that can be replaced with a click say by themselves why nothing was drawn. A prompt that failed or was
 * cancelled leaves no clip behind that would be taken for its own; the takes lead back to the one before.
 */
function stopped(state: State, problem: string | null, remarks: Remark[]): State {
  const clickable = remarks.some(({ nearest = [] }) => nearest.length > 0);
  const notice = clickable ? null : bad(problem);
  if (state.job?.quiet) return { ...state, job: null, notice };
  return { ...state, job: null, result: null, notice, remarks };
}

/** What of a report stands in the field, whose text may have changed since the request was made. */
const stillOf = (report: Remark[], request: GenerateRequest, { form }: State) =>
  carryRemarks(report, request.prompt, form.prompt);

/** A clip that another engine finished tells that the first one went away. */
function made(state: State, result: Result): State {
  const { engine } = state;
  const [{ clip, request }] = result.made;
  const same = engine.kind !== 'ready' || engine.loaded.engine === clip.engine;
  const reason = WORDS.gpuWent;
  return {
    ...state,
    job: null,
    result,
    remarks: stillOf(clip.report, request, state),
    engine: same ? engine : { kind: 'ready', loaded: { ...engine.loaded, engine: 'wasm', reason } },
  };
}

/** Further takes, after those that there are; the first of all is the clip as it is. */
function varied(state: State, variations: Variation[]): State {
  const { form, result } = state;
  const own = { label: WORDS.takeOwn, form, reel: result?.reel ?? null };
  const before = state.takes.length > 0 ? state.takes : [own];
  const others = variations.map(({ label, shape }) => ({
    label,
    form: { ...form, shape },
    reel: null,
  }));
  return { ...state, takes: [...before, ...others], round: state.round + 1, taking: true };
}

type OpenMessage = Extract<ToUi, { type: 'open' }>;

function progressed(job: Job, progress: Progress): Job {
  const { keyFrame, frame } = progress;
  const [request] = job.requests;
  const reel = frame && !isWhole(job.reel) ? collect(job.reel, frame, request) : job.reel; // further sizes show the same
  if (!keyFrame) return { ...job, progress, reel };
  const keyFrames = Array.from({ length: keyFrame.of }, (_, i) => job.keyFrames[i] ?? null);
  keyFrames[keyFrame.index] = keyFrame.picture;
  return { ...job, progress, keyFrames, reel };
}

const isWhole = (reel: Reel | null) => reel !== null && reel.pictures.length === reel.of;

const bad = (problem: string | null): Notice | null =>
  problem === null ? null : { tone: 'bad', text: problem };

/** What is done with a clip of a kind of target now; `null` when that is not possible. */
export function offerFor({ selection, target }: State, place: Target['kind']) {
  const edited = { hint: WORDS.updateHint, sizes: [], matte: selection?.new.matte ?? null };
  if (place === 'replace' && target !== null) return { ...edited, nodeIds: [target] };
  return selection?.[place] ?? null;
}

/** Where the next clip goes. */
export function targetOf(state: State): Target {
  const { place } = state;
  const offer = offerFor(state, place);
  return place === 'new' || !offer ? { kind: 'new' } : { kind: place, nodeIds: offer.nodeIds };
}

/** What lies under the next clip, and how large it is; nothing known until the plugin thread answers. */
export const groundOf = (state: State): Ground =>
  offerFor(state, state.place) ?? { sizes: [], matte: null };

/** What plays in the preview; `null` where there is nothing to see yet. */
export function reelOf({ job, result }: State): Reel | null {
  if (job?.reel) return job.reel;
  return job && !job.quiet ? null : (result?.reel ?? null);
}

/** A state and those who watch it. */
export function createStore() {
  let state = initial;
  const watchers = new Set<() => void>();
  return {
    get: () => state,
    dispatch: (action: Action) => {
      state = reduce(state, action);
      for (const watch of watchers) watch();
    },
    subscribe: (watch: () => void) => {
      watchers.add(watch);
    },
  };
}

export type Store = ReturnType<typeof createStore>;
