/** Everything the panel shows, and the one function that changes it. */
import type { Editor, SelectionSummary, ToUi } from '../plugin/protocol';
import type {
  Clip,
  EngineChoice,
  GenerateRequest,
  Loaded,
  Picture,
  Progress,
  Remark,
} from '../worker/api';
import { canvasWithin } from './canvas';
import { carryRemarks } from './remarks';
import {
  type Form,
  formOf,
  freshForm,
  type Ground,
  type Requests,
  readBackground,
} from './request';

export type EngineState =
  | { kind: 'loading'; fraction: number }
  | { kind: 'ready'; loaded: Loaded }
  | { kind: 'failed'; message: string };

export interface Job {
  id: number;
  requests: Requests;
  progress: Progress | null; // over all of them; null until the worker says something
  keyFrames: (Picture | null)[]; // by index; null where none came yet
}

export interface Made {
  clip: Clip;
  request: GenerateRequest;
}

/** Finished clips of one drawing, with all that is needed to show, insert and download them. */
export interface Result {
  made: [Made, ...Made[]]; // the largest first: that one is shown
  url: string; // data: URL of its GIF
  model: string; // name and version of the model that drew it
}

export interface Notice {
  tone: 'good' | 'bad';
  text: string; // a sentence
}

export interface State {
  editor: Editor;
  selection: SelectionSummary | null; // null until the plugin thread answers
  target: string | null; // the layer that is edited; null for a new one
  form: Form;
  choice: EngineChoice;
  engine: EngineState;
  job: Job | null;
  result: Result | null;
  inserting: number | null; // id of the insertion under way
  notice: Notice | null;
  remarks: Remark[]; // on the last prompt, as far as its words still stand in the field, and where
}

export type Action =
  | { type: 'opened'; message: Extract<ToUi, { type: 'open' }> }
  | { type: 'selected'; selection: SelectionSummary }
  | { type: 'edited'; form: Partial<Form> }
  | { type: 'chosen'; choice: EngineChoice }
  | { type: 'loading'; fraction: number }
  | { type: 'loaded'; loaded: Loaded }
  | { type: 'unloadable'; message: string }
  | { type: 'started'; id: number; requests: Requests }
  | { type: 'progressed'; id: number; progress: Progress }
  | { type: 'made'; id: number; result: Result }
  | { type: 'stopped'; id: number; problem: string | null; report?: Remark[] } // null when cancelled
  | { type: 'inserting'; id: number }
  | { type: 'inserted' | 'refused'; id: number; message: string }
  | { type: 'noticed'; notice: Notice };

export const initial: State = {
  editor: 'figma',
  selection: null,
  target: null,
  form: freshForm,
  choice: 'auto',
  engine: { kind: 'loading', fraction: 0 },
  job: null,
  result: null,
  inserting: null,
  notice: null,
  remarks: [],
};

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'opened':
      return opened(state, action.message);
    case 'selected':
      return { ...state, selection: action.selection };
    case 'edited':
      return edited(state, action.form);
    case 'chosen':
      return { ...state, choice: action.choice };
    case 'loading':
      return { ...state, engine: { kind: 'loading', fraction: action.fraction } };
    case 'loaded':
      return { ...state, engine: { kind: 'ready', loaded: action.loaded } };
    case 'unloadable':
      return { ...state, engine: { kind: 'failed', message: action.message } };
    case 'started': {
      const { id, requests } = action;
      const job = { id, requests, progress: null, keyFrames: [] };
      return { ...state, job, notice: null, remarks: [] };
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
    case 'inserting':
      return { ...state, inserting: action.id, notice: null };
    case 'inserted':
    case 'refused': {
      if (state.inserting !== action.id) return state;
      const tone = action.type === 'inserted' ? 'good' : 'bad';
      return { ...state, inserting: null, notice: { tone, text: action.message } };
    }
    case 'noticed':
      return { ...state, notice: action.notice };
    default:
      return action satisfies never;
  }
}

function opened(state: State, { opening, settings, selection, editor }: OpenMessage): State {
  const background = readBackground(settings.background) ?? state.form.background;
  const kept = { ...state.form, background, canvas: canvasWithin(settings.canvas) };
  const editing = opening.kind === 'edit';
  return {
    ...state,
    editor,
    selection,
    choice: settings.engine,
    target: editing ? opening.nodeId : null,
    remarks: [],
    form: editing ? formOf(opening.request) : kept,
  };
}

function edited(state: State, changes: Partial<Form>): State {
  const form = { ...state.form, ...changes };
  const remarks = carryRemarks(state.remarks, state.form.prompt, form.prompt);
  return { ...state, form, notice: null, remarks };
}

/** Words that can be replaced with a click say by themselves why nothing was drawn. */
function stopped(state: State, problem: string | null, remarks: Remark[]): State {
  const clickable = remarks.some(({ nearest = [] }) => nearest.length > 0);
  return { ...state, job: null, notice: clickable ? null : bad(problem), remarks };
}

/** What of a report stands in the field, whose text may have changed since the request was made. */
const stillOf = (report: Remark[], request: GenerateRequest, { form }: State) =>
  carryRemarks(report, request.prompt, form.prompt);

/** A clip that another engine finished tells that the first one went away. */
function made(state: State, result: Result): State {
  const { engine } = state;
  const [{ clip, request }] = result.made;
  const same = engine.kind !== 'ready' || engine.loaded.engine === clip.engine;
  const reason = 'Runs on WASM: the GPU went away while it was drawing.';
  return {
    ...state,
    job: null,
    result,
    remarks: stillOf(clip.report, request, state),
    engine: same ? engine : { kind: 'ready', loaded: { ...engine.loaded, engine: 'wasm', reason } },
  };
}

type OpenMessage = Extract<ToUi, { type: 'open' }>;

function progressed(job: Job, progress: Progress): Job {
  const { keyFrame } = progress;
  if (!keyFrame) return { ...job, progress };
  const keyFrames = Array.from({ length: keyFrame.of }, (_, i) => job.keyFrames[i] ?? null);
  keyFrames[keyFrame.index] = keyFrame.picture;
  return { ...job, progress, keyFrames };
}

const bad = (problem: string | null): Notice | null =>
  problem === null ? null : { tone: 'bad', text: problem };

/** What lies under the next clip, and how large it is; nothing known until the plugin thread answers. */
export const groundOf = ({ selection }: State): Ground => selection ?? { sizes: [], matte: null };

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
