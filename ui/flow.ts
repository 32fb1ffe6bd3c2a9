/** What the panel can do, and how it answers the plugin thread. Views call it; it changes the state. */
import type { Opening, Size, StoredRequest, Target, ToUi } from '../plugin/protocol';
import {
  type EngineChoice,
  type GenerateRequest,
  LIMITS,
  type Remark,
  type Shape,
  type Unreadable,
} from '../worker/api';
import { type ClipsOptions, createClips } from './clips';
import { download } from './download';
import { anotherSeed, type Form, formOf, type Requests, requestsOf, sameRequests } from './request';
import { reshape } from './shape';
import { groundOf, type Result, targetOf } from './state';
import { WORDS } from './words';

export function createFlow(options: ClipsOptions) {
  const { store, client, send } = options;
  const { dispatch, get } = store;
  const clips = createClips(options);
  let making: Promise<Result | Unreadable | null> = Promise.resolve(null); // the newest clip

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
        make(false); // so that the panel shows the layer's clip
        return;
      case 'quick': {
        const form = { ...get().form, prompt: opening.prompt };
        const target = { kind: 'new' } as const;
        void clips.makeUnseen([{ requests: requestsOf(form, groundOf(get())), target }]);
        return;
      }
      case 'regenerate':
        void clips.makeUnseen(
          opening.targets.map(({ nodeId, request }) => ({
            target: { kind: 'replace', nodeIds: [nodeId] },
            requests: requestsOf({ ...formOf(request), seed: anotherSeed() }, groundOf(get())),
          })),
        );
        return;
      default:
        opening satisfies never;
    }
  }

  function saveSettings(): void {
    const { form, choice, engine } = get();
    const { background, canvas } = form;
    const runs = engine.kind === 'ready' || choice === 'auto'; // what cannot run here is not kept
    send({ type: 'settings', settings: { background, canvas, engine: runs ? choice : 'auto' } });
  }

  /** What is generated now: the words are those generated last, whatever is being typed. */
  const requestsNow = (): Requests =>
    requestsOf({ ...get().form, prompt: get().spoken }, groundOf(get()));

  /** Makes the clip that the form asks for, in the place of one that is being made. */
  function make(quiet: boolean): void {
    const requests = requestsNow();
    const { job, taking } = get();
    if (job && sameRequests(job.requests, requests)) return;
    if (job || taking) client.cancel();
    const own = clips.make(requests, quiet);
    making = own;
    void own.then((made) => {
      if (making !== own || !made || 'problem' in made) return;
      if (!quiet) void clips.remember(made);
      follow(); // changed while it was drawn
    });
  }

  /** Shows what was changed. A first drawing is not broken off for it: the change comes behind. */
  function follow(): void {
    const { job, result } = get();
    if (job ? !job.quiet : result === null) return;
    if (
      !job &&
      sameRequests(
        result!.made.map(({ request }) => request),
        requestsNow(),
      )
    )
      return;
    make(true);
  }

  /** Whether the selection asks for other sizes; the colour under the edges can wait for Insert. */
  function isResized(): boolean {
    const { result } = get();
    const sizes = requestsNow();
    const there = result?.made.map(({ request }) => request) ?? [];
    const same = ({ width, height }: Size, i: number) =>
      width === there[i]?.width && height === there[i]?.height;
    return sizes.length !== there.length || !sizes.every(same);
  }

  /** The clip on show, once it is whole: changes that overtake it are waited for too. */
  async function newest(): Promise<Result | null> {
    for (;;) {
      const waited = making;
      const made = await waited;
      if (making !== waited) continue;
      return made && !('problem' in made) ? made : get().result;
    }
  }

  async function deliver(): Promise<void> {
    const { done } = await clips.deliver(newest(), targetOf(get()));
    const { result } = get();
    if (done && result) void clips.remember(result);
  }

  /** Draws takes one after the other, until something else is asked for. */
  async function drawTakes(): Promise<void> {
    const { form, spoken, round, takes: before } = get();
    const [request] = requestsNow();
    const variations = await client.variations(request, round);
    if (get().spoken !== spoken || variations.length === 0) return;
    dispatch({ type: 'varied', variations });
    const first = Math.max(1, before.length);
    for (const [i, { shape }] of variations.entries()) {
      if (!get().taking) return;
      const [own] = requestsOf({ ...form, prompt: spoken, shape }, groundOf(get()));
      await clips
        .makeTake(smallOf(own), (reel) => dispatch({ type: 'took', index: first + i, reel }))
        .catch(() => {}); // a take that is missing is an empty tile; the worker's end is told elsewhere
    }
    dispatch({ type: 'untaken' });
  }

  const actions = {
    /** @param field what is changed bit by bit, as by a slider, is one step to undo */
    edit(form: Partial<Form>, field?: string): void {
      dispatch({ type: 'edited', form, ...(field !== undefined && { field }) });
      if (form.background !== undefined || form.canvas !== undefined) saveSettings();
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
      dispatch({ type: 'spoke', prompt });
      stopTakes();
      make(false);
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
      if (result && !job && !taking) void drawTakes();
    },

    take(index: number): void {
      const take = get().takes[index];
      if (take) actions.edit(take.form);
    },

    cancel(): void {
      const { job, taking } = get();
      if (!job && !taking) return;
      client.cancel();
      stopTakes();
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
      stopTakes();
      follow(); // what lies under the clip may be another colour by now
      void deliver();
    },

    /** Makes a clip of the history again. */
    revive(request: StoredRequest): void {
      actions.edit({ prompt: request.prompt.slice(0, LIMITS.promptLength) });
      dispatch({ type: 'spoke', prompt: request.prompt });
      dispatch({ type: 'edited', form: { ...formOf(request), canvas: get().form.canvas } });
      stopTakes();
      make(false);
    },

    favour: (id: string, favourite: boolean): void => send({ type: 'favour', id, favourite }),

    /** One clip of the history, or all of it with the colours. */
    forget: (id: string | null): void => send({ type: 'forget', id }),

    /** A colour that was picked is offered again. */
    use: (colour: string): void => send({ type: 'use', colour }),

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
  };

  /** Ends the takes that are being drawn, for something else is. */
  function stopTakes(): void {
    if (get().taking) dispatch({ type: 'untaken' });
  }

  function show(): void {
    if (get().taking) {
      client.cancel();
      stopTakes();
    }
    follow();
  }

  /** A choice of an engine is kept once it runs; one that cannot run here gives way to the automatic choice. */
  function watchEngine(): void {
    const { engine, choice } = get();
    if (engine === seen) return;
    seen = engine;
    if (choice === kept || engine.kind === 'loading') return;
    if (engine.kind === 'failed' && choice !== 'webgpu') return; // trying again may help
    kept = choice;
    if (engine.kind === 'ready') {
      saveSettings();
      return;
    }
    const text = WORDS.engineRefused(engine.message);
    actions.choose('auto');
    dispatch({ type: 'noticed', notice: { tone: 'bad', text } });
  }
  let seen = get().engine;
  let kept: EngineChoice = 'auto';
  store.subscribe(watchEngine);

  function receive(message: ToUi): void {
    switch (message.type) {
      case 'open':
        kept = message.settings.engine;
        dispatch({ type: 'opened', message });
        client.load(message.settings.engine);
        open(message.opening);
        break;
      case 'selection':
        dispatch({ type: 'selected', selection: message.selection });
        if (isResized()) follow();
        break;
      case 'inserted':
      case 'refused':
        clips.answer(message.id, { done: message.type === 'inserted', message: message.message });
        break;
      case 'found':
      case 'measured':
        break;
      case 'history':
        dispatch({ type: 'recalled', history: message.history });
        break;
      default:
        message satisfies never;
    }
  }

  return { actions, receive };
}

export type Actions = ReturnType<typeof createFlow>['actions'];

const TAKE_EDGE = 96; // px: a take is a tile

/** The same clip, no larger than a tile. */
function smallOf(request: GenerateRequest): GenerateRequest {
  const scale = Math.min(1, TAKE_EDGE / Math.max(request.width, request.height));
  const edge = (px: number) => Math.max(16, Math.round(px * scale));
  return { ...request, width: edge(request.width), height: edge(request.height) };
}
