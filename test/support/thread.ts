/** The worker as it is bundled, in a thread of Node, behind a message channel as the panel has one. */
import { MessageChannel, Worker } from 'node:worker_threads';
import { type Endpoint, type Remote, wrap } from 'comlink';
import { bundleWorker } from '../../build/bundle';
import type { ReaderApi, WorkerApi } from '../../worker/api';

/** Gives the thread what a web worker has around it: the bundle looks for its other end there. */
const SURROUNDINGS = `
  const { port, code } = require('node:worker_threads').workerData;
  const names = ['postMessage', 'addEventListener', 'removeEventListener'];
  for (const name of names) globalThis[name] = port[name].bind(port);
  (0, eval)(code);
  port.start();`;

export interface Thread {
  api: Remote<WorkerApi & ReaderApi>;
  end(): Promise<unknown>;
}

/** @param before is code that runs in the thread before the worker's */
export async function openWorker(before = ''): Promise<Thread> {
  const { port1, port2 } = new MessageChannel();
  const workerData = { port: port2, code: (await bundleWorker()).code };
  const whole = before + SURROUNDINGS;
  const thread = new Worker(whole, { eval: true, workerData, transferList: [port2] });
  return {
    api: wrap<WorkerApi & ReaderApi>(port1 as unknown as Endpoint), // the same in Node, under another type
    end: () => thread.terminate(),
  };
}
