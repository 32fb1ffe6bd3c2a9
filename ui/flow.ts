/** What the panel can do, and how it answers the plugin thread. Views call it; it changes the state. */
import type {
  Look,
  Opening,
  RegenerateTarget,
  Settings,
  StoredRequest,
  Target,
  ToUi,
  Verdict,
} from '../plugin/protocol';
import { BEST_GUESS, type EngineChoice, type Remark, type Shape } from '../worker/api';
import { type ClipsOptions, createClips, type Order } from './clips';
import { createCurrent } from './current';
import { download } from './export/download';
import { createExports } from './export/flow';
import { watchEngine } from './link/engine';
import { type Form, formOf, requestsOf } from './request';
import { reshape } from './shape';
import { groundOf, targetOf } from './state';
import { createTakes } from './takes';
import { WORDS } from './words';

/** What of the form is kept for the next time. */
const KEPT = ['background', 'canvas', 'fps', 'padding', 'best'] as const;

export interface FlowOptions extends ClipsOptions {
  redraw: (target: RegenerateTarget) => Promise<void>; // a skeleton, of its layout
}

export function createFlow(options: FlowOptions) {
  const { store, client, send, redraw } = options;
  const { dispatch, get } = store;
  const clips = createClips(options);
  let verdict: Verdict | null = null;
  const takes = createTakes({ store, client, clips });
  const current = createCurrent({ store, client, clips });

  /** Skeletons of what their frames hold now, then clips drawn otherwise. */
  async function regenerate(targets: RegenerateTarget[]): Promise<void> {
    for (const target of targets) if (target.layout) await redraw(target);
    const orders: Order[] = [];
    for (const { nodeId, request, layout } of targets) {
      if (layout) continue;
      const form = { ...formOf(request), seed: BEST_GUESS };
      const shape = await client.another(requestsOf(form, groundOf(get()))[0], 1);
      const requests = requestsOf({ ...form, shape: shape }, groundOf(get()));
      orders.push({ target: { kind: 'replace', nodeIds: [nodeId] }, requests });
    }
    await clips.makeUnseen(orders);
  }

  function open(opening: Opening): void {
    switch (opening.kind) {
      case 'menu':
      case 'fill':
      case 'clips':
      case 'skeleton':
        send({ type: 'recall' });
        return;
      case 'edit':
        send({ type: 'recall' });
        current.make(false); // so that the panel shows the layer's clip
        return;
      case 'quick': {
        const { prompt, size } = opening;
        const canvas = size && { follow: false, density: 1 as const, ...size };
        const form = { ...get().form, prompt, ...(canvas && { canvas, framed: true }) };
        const target = { kind: 'new' } as const;
        void clips.makeUnseen([{ requests: requestsOf(form, groundOf(get())), target }]);
        return;
      }
      case 'regenerate':
        void regenerate(opening.targets);
        return;
      default:
        opening satisfies never;
    }
  }

  function saveSettings(): void {
    const { form, look, choice, engine } = get();
    const { background, canvas, fps, padding, best } = form;
    const runs = engine.kind === 'ready' || choice === 'auto'; // what cannot run here is not kept
    const kept = { background, canvas, fps, padding, best, look };
    const settings: Settings = { ...kept, engine: runs ? choice : 'auto' };
    if (verdict) settings.verdict = verdict;
    send({ type: 'settings', settings });
  }

  async function deliver(): Promise<void> {
    const { done } = await clips.deliver(current.newest(), targetOf(get()));
    const { result } = get();
    if (done && result) void clips.remember(result);
  }

  const actions = {
    /** @param field what is changed bit by bit, as by a slider, is one step to undo */
    edit(form: Partial<Form>, field?: string): void {
      dispatch({ type: 'edited', form, ...(field !== undefined && { field }) });
      if (KEPT.some((key) => form[key] !== undefined)) saveSettings();
      if (Object.keys(form).some((key) => key !== 'prompt')) show();
    },

    /** Changes some of what is other than the prompt says; `undefined` is as it says again. */
    shape(changes: Shape, field?: string): void {
      actions.edit({ shape: reshape(get().form.shape, changes) }, field);
    },

    /** Starts over when the request changed meanwhile; asked for the same again, it goes on. */
    generate(): void {
      const prompt = get().form.prompt.trim();
      if (prompt === '') {
        dispatch({ type: 'noticed', notice: { tone: 'bad', text: WORDS.emptyPrompt } });
        return;
      }
      const again = prompt === get().spoken && get().result !== null;
      dispatch({ type: 'spoke', prompt });
      takes.stop();
      current.make(again);
    },

    stopAt: current.stopAt,

    look(look: Partial<Look>): void {
      dispatch({ type: 'looked', look });
      saveSettings();
    },

    undo(): void {
      dispatch({ type: 'undone' });
      show();
    },

    redo(): void {
      dispatch({ type: 'redone' });
      show();
    },

    /** Four more takes on the clip that is on show. */
    vary(): void {
      const { result, job, taking } = get();
      if (result && !job && !taking) void takes.draw(current.requests()[0]);
    },

    take(index: number): void {
      const take = get().takes[index];
      if (take) actions.edit({ shape: take.shape });
    },

    cancel(): void {
      const { job, taking } = get();
      if (!job && !taking) return;
      client.cancel();
      takes.stop();
      if (job) dispatch({ type: 'stopped', id: job.id, problem: null });
    },

    /** Puts `known` in the place of the words that are remarked on, and draws that. */
    suggest({ from, to }: Remark, known: string): void {
      const { prompt } = get().form;
      actions.edit({ prompt: prompt.slice(0, from) + known + prompt.slice(to) });
      actions.generate();
    },

    place(place: Target['kind']): void {
      dispatch({ type: 'placed', place });
      show(); // what follows the selection has another size now
    },

    insert(): void {
      const { result, job, inserting } = get();
      if (inserting !== null || (job ? !job.quiet : !result)) return;
      takes.stop();
      current.follow(); // what lies under the clip may be another colour by now
      void deliver();
    },

    /** Makes a clip of the history again. */
    revive(request: StoredRequest): void {
      const { canvas } = get().form;
      dispatch({ type: 'revived', form: { ...formOf(request), canvas, framed: false } });
      takes.stop();
      current.make(false);
    },

    favour: (id: string, favourite: boolean): void => send({ type: 'favour', id, favourite }),

    /** One clip of the history, or all of it with the colours. */
    forget: (id: string | null): void => send({ type: 'forget', id }),

    /** A colour that was picked is offered again. */
    use: (colour: string): void => send({ type: 'use', colour }),

    /** The colours of the document are looked up, as they are now. */
    lookUp: (): void => send({ type: 'swatches' }),

    download(): void {
      const { result } = get();
      if (!result) return;
      const [{ clip, request }] = result.made;
      const name = download(clip.gif, request.prompt);
      dispatch({ type: 'noticed', notice: { tone: 'good', text: WORDS.saved(name) } });
    },

    choose(choice: EngineChoice): void {
      dispatch({ type: 'chosen', choice });
      client.load(choice);
    },

    retry: (): void => client.load(get().choice),

    ...createExports({ store, client, hand: clips.hand }),
  };

  function show(): void {
    if (get().taking) {
      client.cancel();
      takes.stop();
    }
    current.follow();
  }

  const engines = watchEngine({ store, save: saveSettings, choose: actions.choose });

  function receive(message: ToUi): void {
    switch (message.type) {
      case 'open':
        engines.keep(message.settings.engine);
        dispatch({ type: 'opened', message });
        verdict = message.settings.verdict ?? verdict;
        client.load(message.settings.engine, verdict);
        open(message.opening);
        break;
      case 'selection':
        dispatch({ type: 'selected', selection: message.selection });
        if (current.isResized()) current.follow();
        break;
      case 'inserted':
      case 'refused':
        clips.answer(message.id, { done: message.type === 'inserted', message: message.message });
        break;
      case 'found':
      case 'measured':
      case 'corner':
        break;
      case 'history':
        dispatch({ type: 'recalled', history: message.history });
        break;
      case 'swatches':
        dispatch({ type: 'swatched', swatches: message.swatches });
        break;
      default:
        message satisfies never;
    }
  }

  /** Keeps what a trial of the GPU came to for the next runs. */
  function remember(found: Verdict): void {
    verdict = found;
    if (get().selection) saveSettings(); // before, the designer's own are not known
  }

  return { actions, receive, remember };
}

export type Actions = ReturnType<typeof createFlow>['actions'];
