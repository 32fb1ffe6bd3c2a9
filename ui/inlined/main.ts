/** Entry of the edition that carries everything in its page, and asks for no network. */
import type { Line } from '../link/edition';
import { spawn } from '../link/spawn';
import { openPanel } from '../open';
import { readModel, readRuntimes, readWorkerCode } from './assets';

/** A frame without an origin names none, and Figma's page is the only one that has it. */
const line: Line = {
  post: (message) => parent.postMessage(message, '*'),
  carried: () => true,
};

openPanel({
  startWorker: async () => spawn(await readWorkerCode()),
  runtimes: readRuntimes,
  model: readModel,
  line,
});
