/** What the panel can do, and the order in which it happens. Views call it; it changes the state. */
import type { Opening, ToUi } from '../plugin/protocol';
import type { EngineChoice, GenerateRequest } from '../worker/api';
import type { Send } from './channel';
import type { Client } from './client';
import { download } from './download';
import {
  anotherSeed,
  type Form,
  formOf,
  replaceWord,
  requestOf,
  sameRequest,
  storedOf,
} from './request';
import type { Result, Store } from './state';

const PANEL = { width: 320, height: 664 }; // px; lower windows scroll
const INSERT_TIME = 20_000; // ms in which the plugin thread has to answer

export interface FlowOptions {
  store: Store;
  client: Client;
  send: Send;
  dataUrl: (gif: Uint8Array) => Promise<string>;
}

export function createFlow({ store, client, send, dataUrl }: FlowOptions) {
  const { dispatch, get } = store;
  const answers = new Map<number, (answer: { message: string; done: boolean }) => void>();
  let ids = 0;

  const matte = () => get().selection?.matte ?? '#ffffff';

  function modelName(): string {
    const { engine } = get();
    return engine.kind === 'ready'
      ? `${engine.loaded.model.name} ${engine.loaded.model.version}`
      : '';
  }

  /** Makes a clip and shows it; what ends it otherwise is a notice. */
  async function make(request: GenerateRequest): Promise<Result | null> {
    const id = ++ids;
    dispatch({ type: 'started', id, request });
    try {
      const clip = await client.generate(request, (progress) =>
        dispatch({ type: 'progressed', id, progress }),
      );
      if (!clip) return null;
      const result = { clip, request, url: await dataUrl(clip.gif), model: modelName() };
      dispatch({ type: 'made', id, result });
      return result;
    } catch (error) {
      dispatch({ type: 'stopped', id, problem: sentence(error) });
      return null;
    }
  }

  /** Hands a clip to the plugin thread; resolves to its answer. */
  function deliver(result: Result, nodeId: string | null) {
    const id = ++ids;
    const request = storedOf(result.request, result.model);
    const { gif, width, height } = result.clip;
    dispatch({ type: 'inserting', id });
    return new Promise<{ message: string; done: boolean }>((resolve) => {
      const timer = setTimeout(
        () => answer(id, { message: 'Figma did not answer. Try again.', done: false }),
        INSERT_TIME,
      );
      answers.set(id, (given) => {
        clearTimeout(timer);
        answers.delete(id);
        dispatch({ type: given.done ? 'inserted' : 'refused', id, message: given.message });
        resolve(given);
      });
      send({ type: 'insert', id, gif, width, height, request, ...(nodeId ? { nodeId } : {}) });
    });
  }

  const answer = (id: number, given: { message: string; done: boolean }) =>
    answers.get(id)?.(given);

  /** Generates and inserts without the panel, then closes; the plugin thread says the rest. */
  async function runUnseen(clips: { request: GenerateRequest; nodeId: string | null }[]) {
    for (const [i, { request, nodeId }] of clips.entries()) {
      if (i > 0) tell(`Drawing ${i + 1} of ${clips.length}: “${request.prompt}”…`);
      const result = await make(request);
      if (result)
        await deliver(result, nodeId); // a refusal is told by the plugin thread itself
      else if (get().notice) tell(get().notice!.text, true);
    }
    send({ type: 'close' });
  }

  const tell = (message: string, error = false) => send({ type: 'notify', message, error });

  function open(opening: Opening): void {
    switch (opening.kind) {
      case 'menu':
      case 'edit':
        send({ type: 'resize', ...PANEL });
        return;
      case 'quick': {
        const form = { ...get().form, prompt: opening.prompt };
        void runUnseen([{ request: requestOf(form, matte()), nodeId: null }]);
        return;
      }
      case 'regenerate':
        void runUnseen(
          opening.targets.map(({ nodeId, request }) => ({
            nodeId,
            request: requestOf({ ...formOf(request), seed: anotherSeed() }, matte()),
          })),
        );
        return;
      default:
        opening satisfies never;
    }
  }

  function saveSettings(): void {
    const { form, choice } = get();
    const { background, size } = form;
    send({ type: 'settings', settings: { background, size, engine: choice } });
  }

  const actions = {
    edit(form: Partial<Form>): void {
      dispatch({ type: 'edited', form });
      if (form.background !== undefined || form.size !== undefined) saveSettings();
    },

    /** Starts over when the request changed meanwhile; asked for the same again, it goes on. */
    generate(): void {
      const { form, job } = get();
      const request = requestOf(form, matte());
      if (request.prompt === '') {
        const text = 'Say what to draw first, such as “a rocket bouncing”.';
        dispatch({ type: 'noticed', notice: { tone: 'bad', text } });
        return;
      }
      if (job && sameRequest(job.request, request)) return;
      if (job) client.cancel();
      void make(request);
    },

    another(): void {
      dispatch({ type: 'edited', form: { seed: anotherSeed() } });
      actions.generate();
    },

    cancel(): void {
      const { job } = get();
      if (!job) return;
      client.cancel();
      dispatch({ type: 'stopped', id: job.id, problem: null });
    },

    suggest(word: string, known: string): void {
      actions.edit({ prompt: replaceWord(get().form.prompt, word, known) });
    },

    insert(): void {
      const { result, inserting, target } = get();
      if (result && inserting === null) void deliver(result, target);
    },

    download(): void {
      const { result } = get();
      if (result) download(result.clip.gif, result.request.prompt);
    },

    choose(choice: EngineChoice): void {
      dispatch({ type: 'chosen', choice });
      saveSettings();
      client.load(choice);
    },

    retry: (): void => client.load(get().choice),
  };

  function receive(message: ToUi): void {
    switch (message.type) {
      case 'open':
        dispatch({ type: 'opened', message });
        client.load(message.settings.engine);
        open(message.opening);
        break;
      case 'selection':
        dispatch({ type: 'selected', selection: message.selection });
        break;
      case 'inserted':
      case 'refused':
        answer(message.id, { message: message.message, done: message.type === 'inserted' });
        break;
      default:
        message satisfies never;
    }
  }

  return { actions, receive };
}

export type Actions = ReturnType<typeof createFlow>['actions'];

const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));
