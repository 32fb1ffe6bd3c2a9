/** The whole pipeline in Node: ms of each stage of a clip, the memory it takes, the graphs it runs. */
import type { GenerateRequest, Timings } from '../../../worker/api';
import { generate } from '../../../worker/generate';
import type { Model } from '../../../worker/model';
import { GRAPHS, type Graph } from '../../../worker/network/config';
import type { Networks } from '../../../worker/network/engine';
import { median } from './statistics';

const CLIPS = 5; // warm ones
const MB = 2 ** 20;

export interface PipelineFigures {
  clip: Timings; // ms
  runs: Record<Graph, number>; // of each graph, in a clip
}

export interface Memory {
  look(): void;
  now(): { wasm: number; js: number }; // MB
  peak(): { wasm: number; js: number }; // MB
}

/**
 * Watches every memory that WebAssembly gets, which only grows, so that its size at the end is its peak;
 * and that of JavaScript whenever it is told to look. Call it before the runtime is opened.
 */
export function watchMemory(): Memory {
  const memories: WebAssembly.Memory[] = [];
  WebAssembly.Memory = class extends WebAssembly.Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.push(this);
    }
  };
  let peak = 0; // MB of JavaScript's memory
  const now = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / MB;
    return { wasm: Math.round(wasm), js: (heapUsed + arrayBuffers) / MB };
  };
  return {
    now,
    look() {
      peak = Math.max(peak, now().js);
    },
    peak: () => ({ wasm: now().wasm, js: Math.round(peak) }),
  };
}

/** Medians; the first clip warms up. */
export async function benchPipeline(model: Model, memory: Memory): Promise<PipelineFigures> {
  const request = requestOf(model.config.examples[0]!, model);
  const clips: Timings[] = [];
  let runs = noRuns();
  const started = model.networks.engine;
  for (let i = 0; i <= CLIPS; i++) {
    runs = noRuns();
    const { ms, engine } = await drawClip(counting(model, runs), request, memory);
    if (engine !== started) throw new Error(`the clip went on elsewhere: ${model.networks.reason}`);
    if (i > 0) clips.push(ms);
    console.error(`clip ${i} on ${engine}: ${Math.round(ms.total)} ms${i === 0 ? ' (cold)' : ''}`);
  }
  const stages = Object.keys(clips[0]!) as (keyof Timings)[];
  const of = (stage: keyof Timings) => Math.round(median(clips.map((ms) => ms[stage])));
  const clip = Object.fromEntries(stages.map((stage) => [stage, of(stage)]));
  return { clip: clip as unknown as Timings, runs };
}

export const requestOf = (prompt: string, { config }: Model): GenerateRequest => ({
  ...{ prompt, seed: 1, size: 128, frames: 16, fps: 12 },
  ...{ background: 'transparent', matte: '#ffffff', ...config.sampling },
});

const noRuns = () => Object.fromEntries(GRAPHS.map((graph) => [graph, 0])) as Record<Graph, number>;

/** The same model, whose runs are counted. */
function counting(model: Model, runs: Record<Graph, number>): Model {
  const run: Networks['run'] = (graph, feeds, spare) => {
    runs[graph]++;
    return model.networks.run(graph, feeds, spare);
  };
  return { ...model, networks: Object.create(model.networks, { run: { value: run } }) };
}

export async function drawClip(model: Model, request: GenerateRequest, memory: Memory) {
  const steps = generate(model, request);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    memory.look();
  }
}
