/** Making clips and handing them to the plugin thread, with the panel or without. */
import type { About, Target, ToPlugin } from '../plugin/protocol';
import type { GenerateRequest, Picture, Progress, Unreadable } from '../worker/api';
import type { Send } from './link/channel';
import type { Client } from './link/client';
import { collect, isWhole, type Reel } from './preview/reel';
import { inShort } from './remarks';
import { type Requests, storedOf } from './request';
import type { Made, Result } from './state';
import type { Store } from './store';
import { WORDS } from './words';

const INSERT_TIME = 20_000; // ms in which the plugin thread has to answer

export interface ClipsOptions {
  store: Store;
  client: Client;
  send: Send;
  thumbnailOf: (picture: Picture) => Promise<Uint8Array | null>;
}

/** A clip to be made, and where it goes. */
export interface Order {
  requests: Requests;
  target: Target;
}

export interface Answer {
  done: boolean; // inserted; else the canvas is as it was
  message: string; // a sentence
}

export function createClips({ store, client, send, thumbnailOf }: ClipsOptions) {
  const { dispatch, get } = store;
  const waiting = new Map<number, (answer: Answer) => void>(); // by the id of the insertion
  let ids = 0;

  /**
   * Makes clips and shows the first, or says why there is none; `null` when they were cancelled.
   * @param quiet what is on show stays until the new clip can be seen
   * @param from where in the loop the designer looks, 0 to 1: that frame comes first
   */
  async function make(
    requests: Requests,
    quiet = false,
    from = 0,
  ): Promise<Result | Unreadable | null> {
    const id = ++ids;
    dispatch({ type: 'started', id, requests, quiet });
    try {
      const made: Made[] = [];
      let reel: Reel | null = null;
      for (const request of requests) {
        const part = { index: made.length, of: requests.length };
        const clip = await client.generate({ ...request, from }, (progress) => {
          const { frame } = progress;
          if (frame && part.index === 0) reel = collect(reel, frame, request);
          dispatch({ type: 'progressed', id, progress: overall(progress, part) });
        });
        if (!clip) return null;
        if ('problem' in clip) return stopped(id, clip);
        made.push({ clip, request });
      }
      const all = made as Result['made'];
      const result = { made: all, reel: reel ?? noReel(requests[0]), model: modelName() };
      dispatch({ type: 'made', id, result });
      return result;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return stopped(id, { problem, report: [] });
    }
  }

  /** Puts a clip first in the history. */
  async function remember({ made: [{ clip, request }], reel, model }: Result): Promise<void> {
    const [first] = reel.pictures;
    const thumbnail = first && (await thumbnailOf(first));
    if (thumbnail) send({ type: 'remember', request: storedOf(request, model, clip), thumbnail });
  }

  /** A take, small: its frames are all that counts; `null` when there are none. */
  async function makeTake(request: GenerateRequest, show: (reel: Reel) => void): Promise<void> {
    let reel: Reel | null = null;
    await client.generate(request, ({ frame }) => {
      if (!frame) return;
      reel = collect(reel, frame, request);
      if (isWhole(reel)) show(reel);
    });
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

  /**
   * Hands a clip to the plugin thread, once it is there; settles with the answer, or when none comes.
   * @param making a clip whose frames may be on show already
   */
  function deliver(making: Promise<Result | null>, target: Target): Promise<Answer> {
    return hand(async (id) => {
      const result = await making;
      if (!result) return null;
      const clips = result.made.map(({ clip, request }) => ({
        gif: clip.gif,
        request: storedOf(request, result.model, clip),
      }));
      return { type: 'insert', id, clips, target };
    });
  }

  /** Sends what the plugin thread answers as an insertion, once it is there; `null` where it never came. */
  async function hand(
    make: (id: number) => ToPlugin | null | Promise<ToPlugin | null>,
  ): Promise<Answer> {
    const id = ++ids;
    dispatch({ type: 'inserting', id });
    const message = await make(id);
    if (!message) {
      const refusal = { done: false, message: WORDS.notMade };
      dispatch({ type: 'refused', id, message: refusal.message });
      return refusal;
    }
    return new Promise((resolve) => {
      const silence = { done: false, message: WORDS.silence };
      const timer = setTimeout(() => answer(id, silence), INSERT_TIME);
      waiting.set(id, (given) => {
        clearTimeout(timer);
        waiting.delete(id);
        dispatch({ type: given.done ? 'inserted' : 'refused', id, message: given.message });
        resolve(given);
      });
      send(message);
    });
  }

  const answer = (id: number, given: Answer) => waiting.get(id)?.(given);

  /** Makes and inserts clips without the panel, then closes; the plugin thread says the rest. */
  async function makeUnseen(orders: Order[]) {
    for (const [i, { requests, target }] of orders.entries()) {
      const { prompt } = requests[0];
      if (i > 0) tell(WORDS.drawing(i + 1, orders.length, prompt), 'progress');
      const result = await make(requests);
      if (result === null) continue;
      if ('problem' in result) {
        tell(result.problem, 'trouble');
        continue;
      }
      const { done } = await deliver(Promise.resolve(result), target); // a refusal is told by the plugin thread itself
      const remark = inShort(result.made[0].clip.report);
      if (done && remark) tell(remark, 'remark');
    }
    send({ type: 'close' });
  }

  const tell = (message: string, about: About) => send({ type: 'notify', message, about });

  return { make, makeTake, remember, deliver, hand, answer, makeUnseen };
}

const noReel = (request: GenerateRequest): Reel => ({
  request,
  of: 1,
  loopMs: 1,
  pictures: [null],
});

const DRAWING = 4; // times what a further canvas takes of the time, as it needs no drawing

/** The progress over all clips; the first one draws, the others only lay the drawing out anew. */
function overall(progress: Progress, { index, of }: { index: number; of: number }): Progress {
  const whole = DRAWING + of - 1;
  const before = index === 0 ? 0 : DRAWING + index - 1;
  const share = index === 0 ? DRAWING : 1;
  return { ...progress, fraction: (before + share * progress.fraction) / whole };
}
