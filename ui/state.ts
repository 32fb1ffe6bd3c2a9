/** Everything the panel shows, what can change it, and what follows from it. */
import type {
  Editor,
  History,
  Look,
  SelectionSummary,
  Swatches,
  Target,
  ToUi,
} from '../plugin/protocol';
import type {
  Clip,
  EngineChoice,
  GenerateRequest,
  Loaded,
  Picture,
  Progress,
  Remark,
  Shape,
  Variation,
} from '../worker/api';
import type { Reel } from './preview/reel';
import { noSteps, type Steps } from './preview/steps';
import { type Form, freshForm, type Ground, type Requests } from './request';
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
  shape: Shape;
  reel: Reel | null; // null until it is drawn
}

export interface Notice {
  tone: 'good' | 'bad';
  text: string; // a sentence
}

export interface State {
  editor: Editor;
  selection: SelectionSummary | null; // null until the plugin thread answers
  target: string | null; // the layer that is edited; null for a new one
  place: Target['kind']; // where the clip goes, as chosen
  form: Form;
  spoken: string; // the prompt that the form's shape is of: the one generated last
  steps: Steps;
  look: Look;
  choice: EngineChoice;
  engine: EngineState;
  offline: boolean; // what a host serves is kept: the next opening needs no network
  job: Job | null;
  result: Result | null;
  takes: Take[]; // of the prompt that was generated last, the first being the clip as it was
  round: number; // of takes, asked for so far
  taking: boolean; // takes are being drawn
  inserting: number | null; // id of the insertion under way
  notice: Notice | null;
  news: boolean; // what became of the last prompt was not overtaken by anything yet
  remarks: Remark[]; // on the last prompt, as far as its words still stand in the field, and where
  history: History | null; // null until it was asked for
  swatches: Swatches | null; // colours of the document; null until they were asked for
}

export type Action =
  | { type: 'opened'; message: Extract<ToUi, { type: 'open' }> }
  | { type: 'selected'; selection: SelectionSummary }
  | { type: 'placed'; place: Target['kind'] }
  | { type: 'edited'; form: Partial<Form>; field?: string } // what is changed bit by bit, as by a slider, is one field
  | { type: 'spoke'; prompt: string } // is generated from now on
  | { type: 'revived'; form: Form } // a clip of before is made again
  | { type: 'looked'; look: Partial<Look> }
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'chosen'; choice: EngineChoice }
  | { type: 'loading'; fraction: number }
  | { type: 'loaded'; loaded: Loaded }
  | { type: 'unloadable'; message: string }
  | { type: 'kept'; offline: boolean }
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
  | { type: 'recalled'; history: History }
  | { type: 'swatched'; swatches: Swatches };

export const initial: State = {
  editor: 'figma',
  selection: null,
  target: null,
  place: 'new',
  form: freshForm,
  spoken: '',
  steps: noSteps,
  look: { zoom: 'fit', ground: 'checker' },
  choice: 'auto',
  engine: { kind: 'loading', fraction: 0 },
  offline: false,
  job: null,
  result: null,
  takes: [],
  round: 0,
  taking: false,
  inserting: null,
  notice: null,
  news: false,
  remarks: [],
  history: null,
  swatches: null,
};

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
