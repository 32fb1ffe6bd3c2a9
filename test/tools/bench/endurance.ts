/** Many clips in one worker, one after the other: memory must stay flat, and none may get slower. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Model } from '../../../worker/model';
import { drawClip, type Memory, requestOf } from './pipeline';
import { gain, median, rounded } from './statistics';

export interface EnduranceFigures {
  clips: number;
  wasmBytes: { first: number; last: number };
  jsHeap: { first: number; last: number }; // bytes, array buffers included, after a collection
  msFirst: number; // median of the first tenth
  msLast: number; // median of the last tenth
  slope: { bytes: number; ms: number }; // more with each clip, by least squares: memory of both kinds, and time
}

const MB = 2 ** 20;
const LOOK = 10; // clips between two looks at the memory
const WARM = 3; // clips before the first one that counts

/** Different subjects and seeds, so that nothing can be kept from one clip for the next. */
export async function benchEndurance(
  model: Model,
  clips: number,
  memory: Memory,
): Promise<EnduranceFigures> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { examples } = model.config;
  const measured = () => {
    collect();
    const { wasm, js } = memory.now(); // MB
    return { wasm: wasm * MB, js: Math.round(js * MB) };
  };
  const draw = (i: number) => {
    const request = requestOf(examples[i % examples.length]!, { seed: i });
    return drawClip(model, request, memory);
  };
  for (let i = 0; i < WARM; i++) await draw(i);
  const first = measured();
  const times: number[] = [];
  const held: [clip: number, bytes: number][] = [[0, first.wasm + first.js]];
  for (let i = 0; i < clips; i++) {
    times.push((await draw(i)).ms.total);
    if (i % LOOK !== LOOK - 1) continue;
    const now = measured();
    held.push([i + 1, now.wasm + now.js]);
    console.error(`clip ${i + 1}: ${JSON.stringify(now)}`);
  }
  const last = measured();
  const tenth = Math.ceil(clips / 10);
  return {
    clips,
    wasmBytes: { first: first.wasm, last: last.wasm },
    jsHeap: { first: first.js, last: last.js },
    msFirst: rounded(median(times.slice(0, tenth))),
    msLast: rounded(median(times.slice(-tenth))),
    slope: {
      bytes: Math.round(gain([...held, [clips, last.wasm + last.js]])),
      ms: rounded(gain(times.map((ms, i) => [i, ms])), 2),
    },
  };
}
