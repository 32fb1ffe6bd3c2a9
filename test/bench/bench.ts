/**
 * `npm run -s bench -- --json [--engine wasm|webgpu]`: how fast the pipeline is in Node, and how soon the
 * built plugin is ready and how long it blocks its panel in a browser. Medians; the first clip warms up.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { offerWebGpu } from '../../gpu';
import { readAssets } from '../../models/shipped';
import type { Engine, GenerateRequest, Timings } from '../../worker/api';
import { generate } from '../../worker/generate';
import { loadModel, type Model } from '../../worker/model';
import { benchPanel, type PanelFigures } from './panel';

const CLIPS = 5; // warm ones
const MB = 2 ** 20;

interface Figures extends PanelFigures {
  machine: string;
  engine: Engine;
  clip: Timings; // ms
  memory: { wasm: number; js: number }; // MB at the peak
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

/** Every memory that WebAssembly gets; it only grows, so its size at the end is its peak. */
function watchWasmMemory(): () => number {
  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  return () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / MB;
}

function watchJsMemory() {
  let peak = 0; // MB
  const look = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    peak = Math.max(peak, (heapUsed + arrayBuffers) / MB);
  };
  return { look, peak: () => peak };
}

async function timeClip(model: Model, request: GenerateRequest, look: () => void) {
  const steps = generate(model, request);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    look();
  }
}

async function benchPipeline(wanted: Engine): Promise<Omit<Figures, keyof PanelFigures>> {
  const wasm = watchWasmMemory();
  const js = watchJsMemory();
  if (wanted === 'webgpu') await offerWebGpu();
  const model = await loadModel(await readAssets(), wanted);
  const request: GenerateRequest = {
    ...{ prompt: model.config.examples[0]!, seed: 1, size: 128, frames: 16, fps: 12 },
    ...{ background: 'transparent', matte: '#ffffff', ...model.config.sampling },
  };
  const clips: Timings[] = [];
  for (let i = 0; i <= CLIPS; i++) {
    const { ms, engine } = await timeClip(model, request, js.look);
    if (i > 0) clips.push(ms);
    console.error(`clip ${i} on ${engine}: ${Math.round(ms.total)} ms${i === 0 ? ' (cold)' : ''}`);
  }
  const stages = Object.keys(clips[0]!) as (keyof Timings)[];
  const of = (stage: keyof Timings) => Math.round(median(clips.map((ms) => ms[stage])));
  const { model: cpu } = cpus()[0]!;
  return {
    machine: `${cpu.trim()} × ${cpus().length}, Node ${process.versions.node}`,
    engine: model.networks.engine,
    clip: Object.fromEntries(stages.map((stage) => [stage, of(stage)])) as unknown as Timings,
    memory: { wasm: Math.round(wasm()), js: Math.round(js.peak()) },
  };
}

function wantedEngine(): { engine: Engine; json: boolean } {
  const options = { engine: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { engine = 'wasm', json = false } = parseArgs({ options }).values;
  if (engine === 'wasm' || engine === 'webgpu') return { engine, json };
  throw new Error(`The flag --engine needs wasm or webgpu, and got “${engine}”.`);
}

try {
  const { engine, json } = wantedEngine();
  const { machine, engine: ran, clip, memory } = await benchPipeline(engine);
  const { readyMs, longestTaskMs } = await benchPanel();
  const figures: Figures = { machine, engine: ran, readyMs, clip, memory, longestTaskMs };
  console.log(json ? JSON.stringify(figures) : figures);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
