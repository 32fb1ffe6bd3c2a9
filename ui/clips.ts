/** Making clips and handing them to the plugin thread, with the panel or without. */
import type { About, ToPlugin } from '../plugin/protocol';
import type { Progress, Unreadable } from '../worker/api';
import type { Send } from './channel';
import type { Client } from './client';
import { inShort } from './remarks';
import { type Requests, storedOf } from './request';
import type { Made, Result, Store } from './state';

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

  /** Makes clips and shows the first, or says why there is none; `null` when they were cancelled. */
  async function make(requests: Requests): Promise<Result | Unreadable | null> {
    const id = ++ids;
    dispatch({ type: 'started', id, requests });
    try {
      const made: Made[] = [];
      for (const request of requests) {
        const part = { index: made.length, of: requests.length };
        const clip = await client.generate(request, (progress) =>
          dispatch({ type: 'progressed', id, progress: overall(progress, part) }),
        );
        if (!clip) return null;
        if ('problem' in clip) return stopped(id, clip);
        made.push({ clip, request });
      }
      const all = made as Result['made'];
      const result = { made: all, url: await dataUrl(all[0].clip.gif), model: modelName() };
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
    const clips = result.made.map(({ clip, request }) => ({
      gif: clip.gif,
      request: storedOf(request, result.model),
    }));
    return hand((id) => ({ type: 'insert', id, clips, ...(nodeId && { nodeId }) }));
  }

  /** Sends what the plugin thread answers as an insertion. */
  function hand(message: (id: number) => ToPlugin): Promise<Answer> {
    const id = ++ids;
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
      send(message(id));
    });
  }

  const answer = (id: number, given: Answer) => waiting.get(id)?.(given);

  /** Makes and inserts clips without the panel, then closes; the plugin thread says the rest. */
  async function makeUnseen(orders: { requests: Requests; nodeId: string | null }[]) {
    for (const [i, { requests, nodeId }] of orders.entries()) {
      const { prompt } = requests[0];
      if (i > 0) tell(`Drawing ${i + 1} of ${orders.length}: “${prompt}”…`, 'progress');
      const result = await make(requests);
      if (result === null) continue;
      if ('problem' in result) {
        tell(result.problem, 'trouble');
        continue;
      }
      const { done } = await deliver(result, nodeId); // a refusal is told by the plugin thread itself
      const remark = inShort(result.made[0].clip.report);
      if (done && remark) tell(remark, 'remark');
    }
    send({ type: 'close' });
  }

  const tell = (message: string, about: About) => send({ type: 'notify', message, about });

  return { make, deliver, hand, answer, makeUnseen };
}

const DRAWING = 4; // times what a further canvas takes of the time, as it needs no drawing

/** The progress over all clips; the first one draws, the others only lay the drawing out anew. */
function overall(progress: Progress, { index, of }: { index: number; of: number }): Progress {
  const whole = DRAWING + of - 1;
  const before = index === 0 ? 0 : DRAWING + index - 1;
  const share = index === 0 ? DRAWING : 1;
  return { ...progress, fraction: (before + share * progress.fraction) / whole };
}
