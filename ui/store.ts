/** The one function that changes what the panel shows, and those who watch it. */
import type { Target, ToUi } from '../plugin/protocol';
import {
  type GenerateRequest,
  LIMITS,
  type Progress,
  type Remark,
  type Variation,
} from '../worker/api';
import { clamp } from './number';
import { canvasWithin } from './preview/canvas';
import { collect, isWhole } from './preview/reel';
import { noSteps, redo, type Steps, step, undo } from './preview/steps';
import { carryRemarks } from './remarks';
import { type Form, formOf, readBackground } from './request';
import { reshape } from './shape';
import {
  type Action,
  initial,
  type Job,
  type Notice,
  offerFor,
  type Result,
  type State,
} from './state';
import { WORDS } from './words';

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
    case 'revived':
      return revived(state, action.form);
    case 'looked':
      return { ...state, look: { ...state.look, ...action.look } };
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
    case 'kept':
      return { ...state, offline: action.offline };
    case 'started': {
      const { id, requests, quiet } = action;
      const job = { id, requests, quiet, progress: null, keyFrames: [], reel: null };
      const next = { ...state, job, news: false };
      return quiet ? next : { ...next, notice: null, remarks: [] };
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
      return { ...state, inserting: action.id, notice: null, news: false };
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
    case 'swatched':
      return { ...state, swatches: action.swatches };
    default:
      return action satisfies never;
  }
}

function opened(state: State, { opening, settings, selection, editor }: OpenMessage): State {
  const background = readBackground(settings.background) ?? state.form.background;
  const { canvas, fps = state.form.fps, padding = 0, best = false, look = state.look } = settings;
  const kept = {
    ...state.form,
    background,
    canvas: canvasWithin(canvas),
    fps: clamp(fps, LIMITS.fps),
    padding: clamp(padding, LIMITS.padding),
    best,
  };
  const editing = opening.kind === 'edit';
  const form = editing ? formOf(opening.request) : kept;
  return {
    ...state,
    editor,
    selection,
    look,
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
  return { ...state, form, steps, notice: null, news: false, remarks };
}

/** What a prompt has words for: by a new prompt it is said anew. */
const OF_WORDS = ['thing', 'style', 'count', 'motion', 'direction', 'order'] as const;

/**
 * A new prompt starts over. One that goes on from the last, sharing a word with it, keeps the tint, the tempo and
 * all else that its words do not say.
 */
function spoke(state: State, prompt: string): State {
  const { form, spoken } = state;
  if (prompt === spoken) return state;
  const before = new Set(wordsOf(spoken));
  const goesOn = spoken === '' || wordsOf(prompt).some((word) => before.has(word));
  const said = Object.fromEntries(OF_WORDS.map((key) => [key, undefined]));
  const shape = spoken === '' ? form.shape : goesOn ? reshape(form.shape, said) : {};
  return revived(state, { ...form, framed: false, prompt, shape });
}

const wordsOf = (prompt: string): string[] => prompt.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

function revived(state: State, form: Form): State {
  const { spoken } = state;
  const before = { ...state.form, prompt: spoken };
  const steps = spoken === '' ? state.steps : step(state.steps, before, null);
  return { ...state, form, steps, spoken: form.prompt, takes: [], round: 0 };
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
  return { ...state, job: null, result: null, notice, news: true, remarks };
}

/** What of a report stands in the field, whose text may have changed since the request was made. */
const stillOf = (report: Remark[], request: GenerateRequest, { form }: State) =>
  carryRemarks(report, request.prompt, form.prompt);

/** A clip that another engine finished tells that the first one went away; best quality is always drawn on WASM. */
function made(state: State, result: Result): State {
  const { engine } = state;
  const [{ clip, request }] = result.made;
  const same = engine.kind !== 'ready' || request.best || engine.loaded.engine === clip.engine;
  const reason = WORDS.gpuWent;
  return {
    ...state,
    job: null,
    result,
    news: !state.job?.quiet,
    remarks: stillOf(clip.report, request, state),
    engine: same ? engine : { kind: 'ready', loaded: { ...engine.loaded, engine: 'wasm', reason } },
  };
}

/** Further takes, after those that there are; the first of all is the clip as it is. */
function varied(state: State, variations: Variation[]): State {
  const { form, result } = state;
  const own = { label: WORDS.takeOwn, shape: form.shape, reel: result?.reel ?? null };
  const before = state.takes.length > 0 ? state.takes : [own];
  const others = variations.map(({ changes, shape }) => ({
    label: WORDS.takeWith(changes),
    shape,
    reel: null,
  }));
  return { ...state, takes: [...before, ...others], round: state.round + 1, taking: true };
}

type OpenMessage = Extract<ToUi, { type: 'open' }>;

function progressed(job: Job, progress: Progress): Job {
  const { keyFrame, frame } = progress;
  const [request] = job.requests;
  const whole = job.reel !== null && isWhole(job.reel);
  const reel = frame && !whole ? collect(job.reel, frame, request) : job.reel; // further sizes show the same
  if (!keyFrame) return { ...job, progress, reel };
  const keyFrames = Array.from({ length: keyFrame.of }, (_, i) => job.keyFrames[i] ?? null);
  keyFrames[keyFrame.index] = keyFrame.picture;
  return { ...job, progress, keyFrames, reel };
}

const bad = (problem: string | null): Notice | null =>
  problem === null ? null : { tone: 'bad', text: problem };

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
