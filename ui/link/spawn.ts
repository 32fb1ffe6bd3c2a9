/**
 * Starts the worker in an iframe without an origin, where nothing can be loaded by address.
 *
 * A `data:` worker comes first: a Blob worker loses the secure context, and WebGPU with it.
 * Module workers and workers of many megabytes fail everywhere, so code goes in as a classic script
 * and assets follow by message.
 */
import { WORDS } from '../words';

const PATIENCE = 10_000; // ms; a worker that a host swallowed silently never says that it is up
const UP = 'up';

/** Runs the code that it is sent, then says so. */
const BOOTSTRAP = `onmessage=({data})=>{onmessage=null;(0,eval)(data);postMessage('${UP}')}`;

const dataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

type Way = (code: string) => Worker;

const byMessage: Way = (code) => {
  const worker = new Worker(dataUrl(BOOTSTRAP));
  worker.postMessage(code);
  return worker;
};

const byAddress: Way = (code) => new Worker(dataUrl(announced(code)));

/** The quickest, and as secure as its page where that has an origin. */
export const byBlob: Way = (code) => {
  const url = URL.createObjectURL(new Blob([announced(code)], { type: 'text/javascript' }));
  setTimeout(() => URL.revokeObjectURL(url), PATIENCE);
  return new Worker(url);
};

/** Best first. The second is for a policy without `unsafe-eval`, the third for one without `data:`. */
const WAYS = [byMessage, byAddress, byBlob];

const announced = (code: string) => `${code}\npostMessage('${UP}')`;

/** This host allows no worker; the message is a sentence for the designer. */
class HostError extends Error {
  override name = 'HostError';
}

/**
 * A worker that runs `code`.
 *
 * @throws {HostError} when this host allows none
 */
export async function spawn(code: string, ways = WAYS): Promise<Worker> {
  const causes: unknown[] = [];
  for (const way of ways) {
    try {
      return await up(way(code));
    } catch (error) {
      causes.push(error);
    }
  }
  console.error('No way to start a worker worked:', causes);
  throw new HostError(WORDS.runs.forbidden);
}

function up(worker: Worker): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const listening = new AbortController();
    const settle = (problem: string | null) => {
      listening.abort();
      clearTimeout(timer);
      if (problem === null) return resolve(worker);
      worker.terminate();
      reject(new Error(problem));
    };
    const timer = setTimeout(() => settle('the worker did not start'), PATIENCE);
    const { signal } = listening;
    worker.addEventListener('message', ({ data }) => data === UP && settle(null), { signal });
    worker.addEventListener('error', (event) => settle(event.message || 'worker blocked'), {
      signal,
    });
  });
}
