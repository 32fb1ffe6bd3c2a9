/** Making clips and handing them to the plugin thread, with the panel or without. */
import type { About } from '../plugin/protocol';
import type { GenerateRequest, Unreadable } from '../worker/api';
import type { Send } from './channel';
import type { Client } from './client';
import { inShort } from './remarks';
import { storedOf } from './request';
import type { Result, Store } from './state';

const INSERT_TIME = 20_000; // ms in which the plugin thread has to answer

export interface ClipsOptions {
  store: Store;
  client: Client;
  send: Send;
  dataUrl: (gif: Uint8Array) => Promise<string>;
}

export interface Answer {
  done: boolean; // inserted; else the canvas is as it was
  message: string; // a sentence
}

export function createClips({ store, client, send, dataUrl }: ClipsOptions) {
  const { dispatch, get } = store;
  const waiting = new Map<number, (answer: Answer) => void>(); // by the id of the insertion
  let ids = 0;

  /** Makes a clip and shows it, or says why there is none; `null` when it was cancelled. */
  async function make(request: GenerateRequest): Promise<Result | Unreadable | null> {
    const id = ++ids;
    dispatch({ type: 'started', id, request });
    try {
      const clip = await client.generate(request, (progress) =>
        dispatch({ type: 'progressed', id, progress }),
      );
      if (!clip) return null;
      if ('problem' in clip) return stopped(id, clip);
      const result = { clip, request, url: await dataUrl(clip.gif), model: modelName() };
      dispatch({ type: 'made', id, result });
      return result;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return stopped(id, { problem, report: [] });
    }
  }

  function stopped(id: number, why: Unreadable): Unreadable {
    dispatch({ type: 'stopped', id, ...why });
    return why;
  }

  function modelName(): string {
    const { engine } = get();
    if (engine.kind !== 'ready') return '';
    const { name, version } = engine.loaded.model;
    return `${name} ${version}`;
  }

  /** Hands a clip to the plugin thread; settles with its answer, or when none comes. */
  function deliver(result: Result, nodeId: string | null): Promise<Answer> {
    const id = ++ids;
    const request = storedOf(result.request, result.model);
    const { gif, width, height } = result.clip;
    dispatch({ type: 'inserting', id });
    return new Promise((resolve) => {
      const silence = { done: false, message: 'Figma did not answer. Try again.' };
      const timer = setTimeout(() => answer(id, silence), INSERT_TIME);
      waiting.set(id, (given) => {
        clearTimeout(timer);
        waiting.delete(id);
        dispatch({ type: given.done ? 'inserted' : 'refused', id, message: given.message });
        resolve(given);
      });
      send({ type: 'insert', id, gif, width, height, request, ...(nodeId ? { nodeId } : {}) });
    });
  }

  const answer = (id: number, given: Answer) => waiting.get(id)?.(given);

  /** Makes and inserts clips without the panel, then closes; the plugin thread says the rest. */
  async function makeUnseen(clips: { request: GenerateRequest; nodeId: string | null }[]) {
    for (const [i, { request, nodeId }] of clips.entries()) {
      if (i > 0) tell(`Drawing ${i + 1} of ${clips.length}: “${request.prompt}”…`, 'progress');
      const made = await make(request);
      if (made === null) continue;
      if ('problem' in made) {
        tell(made.problem, 'trouble');
        continue;
      }
      const { done } = await deliver(made, nodeId); // a refusal is told by the plugin thread itself
      const remark = inShort(made.clip.report);
      if (done && remark) tell(remark, 'remark');
    }
    send({ type: 'close' });
  }

  const tell = (message: string, about: About) => send({ type: 'notify', message, about });

  return { make, deliver, answer, makeUnseen };
}
