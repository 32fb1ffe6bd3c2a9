/** What the panel can do, and how it answers the plugin thread. Views call it; it changes the state. */
import type { Opening, ToUi } from '../plugin/protocol';
import type { EngineChoice, Remark } from '../worker/api';
import { type ClipsOptions, createClips } from './clips';
import { download } from './download';
import { createExports } from './export/flow';
import { anotherSeed, type Form, formOf, requestsOf, sameRequests } from './request';
import { groundOf } from './state';

export function createFlow(options: ClipsOptions) {
  const { store, client, send } = options;
  const { dispatch, get } = store;
  const clips = createClips(options);

  function open(opening: Opening): void {
    switch (opening.kind) {
      case 'menu':
      case 'edit':
        return;
      case 'quick': {
        const { prompt, size } = opening;
        const canvas = size && { follow: false, density: 1 as const, ...size };
        const form = { ...get().form, prompt, ...(canvas && { canvas }) };
        void clips.makeUnseen([{ requests: requestsOf(form, groundOf(get())), nodeId: null }]);
        return;
      }
      case 'regenerate':
        void clips.makeUnseen(
          opening.targets.map(({ nodeId, request }) => ({
            nodeId,
            requests: requestsOf({ ...formOf(request), seed: anotherSeed() }, groundOf(get())),
          })),
        );
        return;
      default:
        opening satisfies never;
    }
  }

  function saveSettings(): void {
    const { form, choice } = get();
    const { background, canvas } = form;
    send({ type: 'settings', settings: { background, canvas, engine: choice } });
  }

  const actions = {
    edit(form: Partial<Form>): void {
      dispatch({ type: 'edited', form });
      if (form.background !== undefined || form.canvas !== undefined) saveSettings();
    },

    /** Starts over when the request changed meanwhile; asked for the same again, it goes on. */
    generate(): void {
      const { form, job } = get();
      const requests = requestsOf(form, groundOf(get()));
      if (requests[0].prompt === '') {
        const text = 'Say what to draw first, such as “a rocket bouncing”.';
        dispatch({ type: 'noticed', notice: { tone: 'bad', text } });
        return;
      }
      if (job && sameRequests(job.requests, requests)) return;
      if (job) client.cancel();
      void clips.make(requests);
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

    /** Puts `known` in the place of the words that are remarked on. */
    suggest({ from, to }: Remark, known: string): void {
      const { prompt } = get().form;
      actions.edit({ prompt: prompt.slice(0, from) + known + prompt.slice(to) });
    },

    insert(): void {
      const { result, inserting, target } = get();
      if (result && inserting === null) void clips.deliver(result, target);
    },

    download(): void {
      const { result } = get();
      if (!result) return;
      const [{ clip, request }] = result.made;
      download(clip.gif, request.prompt);
    },

    choose(choice: EngineChoice): void {
      dispatch({ type: 'chosen', choice });
      saveSettings();
      client.load(choice);
    },

    retry: (): void => client.load(get().choice),

    ...createExports({ store, client, hand: clips.hand }),
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
        clips.answer(message.id, { done: message.type === 'inserted', message: message.message });
        break;
      default:
        message satisfies never;
    }
  }

  return { actions, receive };
}

export type Actions = ReturnType<typeof createFlow>['actions'];
