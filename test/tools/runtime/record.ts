/**
 * `npx tsx test/tools/runtime/record.ts`: writes down which functions of onnxruntime's module clips call, for the lean
 * runtime that the page starts on. To be run again whenever onnxruntime-web or the graphs of the model change.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { CALLED, type Called } from '../../../build/lean';
import { readAssets } from '../../../models/shipped';
import type { GenerateRequest } from '../../../worker/api';
import { loadModel, type Model } from '../../../worker/model';
import { GRAPHS } from '../../../worker/network/config';
import { rehearse } from '../../../worker/network/rehearsal';
import { createSession, tensor } from '../../../worker/network/session';
import { readModelFiles } from '../../../worker/network/weights';
import { ask, make } from '../../support/clips';
import { instrument } from './instrument';

/** Things that live and things that are mapped, in every style, alone and together. */
const PROMPTS = [
  'a rocket bouncing',
  'a burning fire',
  'a 3d burning fire',
  'a line burning fire',
  'a flat heart beating, a line star spinning and a 3d cat floating on white',
  'twelve tiny red hearts falling',
  'rain falling above three small blue cats',
];

const PACKAGE = 'onnxruntime-web';

const CHANGES: Partial<GenerateRequest>[] = [
  {},
  { seed: 7 },
  { width: 300, height: 200, seconds: 2, fps: 20 },
];

const assets = await readAssets();
const noted = instrument(assets.runtime);
const model = await loadModel({ ...assets, runtime: noted.wasm }, 'wasm');
tell('a start');
for await (const ms of rehearse(model)) void ms;
tell('a rehearsal');
for (const prompt of PROMPTS) await draw(model, prompt, CHANGES);
for (const prompt of PROMPTS.slice(0, 2)) {
  await draw(model, prompt, [{ best: true }, { best: true, seed: 7 }]);
}
await fail();
tell('what is refused');
write();

async function draw(on: Model, prompt: string, changes: Partial<GenerateRequest>[]) {
  for (const change of changes) await make(on, ask(prompt, change));
  tell(prompt);
}

/** A graph that is damaged, one without its weights, and inputs that are none of a graph's. */
async function fail(): Promise<void> {
  const { graphs, weightsOf } = await readModelFiles(assets.model);
  for (const graph of GRAPHS) {
    const bytes = graphs[graph];
    const damaged = bytes.map((byte, at) => (at % 997 === 500 ? byte ^ 255 : byte));
    for (const onnx of [damaged, bytes.subarray(0, bytes.length / 2), new Uint8Array(100)]) {
      await refused(createSession(graph, onnx, weightsOf(graph), 'wasm'));
    }
    await refused(createSession(graph, bytes, new Uint8Array(), 'wasm'));
    const session = await createSession(graph, bytes, weightsOf(graph), 'wasm');
    const odd = session.inputs.map((name) => [name, tensor(new Float32Array(3), [3])]);
    await refused(session.run(Object.fromEntries(odd)));
    await session.release();
  }
}

async function refused(work: Promise<unknown>): Promise<void> {
  await work.catch(() => {});
}

function tell(what: string): void {
  console.log(`${noted.called().length} functions after ${what}`);
}

function write(): void {
  const called = noted.called();
  const bits = Buffer.alloc(Math.ceil((Math.max(...called) + 1) / 8));
  for (const index of called) bits[index >> 3]! |= 1 << (index & 7);
  const list: Called = {
    'onnxruntime-web': JSON.parse(readFileSync('package.json', 'utf8')).dependencies[PACKAGE],
    sha256: createHash('sha256').update(assets.runtime).digest('hex'),
    functions: bits.toString('base64'),
  };
  writeFileSync(CALLED, `${JSON.stringify(list, null, 2)}\n`);
}
