/** Several artists at work: each draws in a process of its own, as the runtime takes one thread only. */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Captioned, Drawn, Habits, Prompted } from './model';

export type Task = Prompted | Captioned;

/** What an artist is hired with. */
export interface Contract extends Habits {
  folder?: string; // URL of the model's; the shipped one when left out
}

export type Work = { at: number; drawn: Drawn } | { at: number; problem: string }; // a sentence

/** What came of a task: nothing, where the model cannot draw it. */
export type Result = Drawn | undefined;

const MOST_ARTISTS = 4; // each holds the weights and a runtime: half a gigabyte

const FILE = fileURLToPath(new URL('artist.ts', import.meta.url));

/**
 * @param onDone hears how many tasks are done
 * @returns what came of each task
 * @throws when an artist's process dies
 */
export async function drawAll(
  tasks: Task[],
  contract: Contract,
  onDone: (done: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const artists: ChildProcess[] = [];
  let [next, done] = [0, 0];
  const hire = () =>
    new Promise<void>((resolve, reject) => {
      const artist = fork(FILE, [JSON.stringify(contract)], {
        execArgv: ['--import', 'tsx'],
        serialization: 'advanced', // bytes stay bytes
      });
      artists.push(artist);
      artist.on('message', (work: Work | 'ready') => {
        if (work !== 'ready') note(work);
        const at = next++;
        if (at < tasks.length) artist.send({ at, task: tasks[at]! });
        else artist.disconnect();
      });
      artist.once('error', reject);
      artist.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`A process that draws should end with 0, and ended with ${code}.`));
      });
    });
  function note(work: Work) {
    if ('problem' in work) console.error(work.problem);
    else results[work.at] = work.drawn;
    onDone(++done);
  }
  const count = Math.min(availableParallelism(), MOST_ARTISTS, tasks.length);
  try {
    await Promise.all(Array.from({ length: count }, hire));
  } finally {
    for (const artist of artists) artist.kill(); // where one died, the others need not go on
  }
  return tasks.map((_, at) => results[at]);
}
