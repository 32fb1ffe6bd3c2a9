/**
 * A benchmark in parts: one that fails, or that time has run out for, does not end the others. None begins before the one
 * before has ended: what two of them run at a time measures nothing, and blocks a GPU.
 */

export interface Parts {
  /** ms until the time given to the benchmark is over; endless where none is. */
  left(): number;
  /** Does a part and says on stderr what came of it. @returns null when it failed or there is no time left */
  part<T>(name: string, work: () => Promise<T>): Promise<T | null>;
}

const STUCK = 600_000; // ms that a part may take: a GPU that fails badly can keep a run waiting for ever

/** @param seconds that all parts may take together; a part that has begun is not cut off by it */
export function createParts(seconds = Number.POSITIVE_INFINITY): Parts {
  const began = performance.now();
  const left = () => 1000 * seconds - (performance.now() - began);
  let stuck = ''; // a part that never ended
  return {
    left,
    async part(name, work) {
      const begin = performance.now();
      const at = () => `${((performance.now() - began) / 1000).toFixed(1)} s, ${name}`;
      if (left() <= 0) {
        console.error(`${at()}: left out, the time is over`);
        return null;
      }
      if (stuck !== '') {
        console.error(`${at()}: left out, “${stuck}” still runs`);
        return null;
      }
      try {
        const made = await answered(work(), () => {
          stuck = name;
        });
        const took = ((performance.now() - begin) / 1000).toFixed(1);
        console.error(`${at()}: done in ${took} s ${JSON.stringify(made) ?? ''}`);
        return made;
      } catch (error) {
        console.error(`${at()}: FAILED: ${error instanceof Error ? error.message : error}`);
        return null;
      }
    },
  };
}

function answered<T>(work: Promise<T>, giveUp: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => {
      giveUp();
      reject(new Error(`no answer for ${STUCK / 1000} s`));
    };
    const timer = setTimeout(late, STUCK);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
