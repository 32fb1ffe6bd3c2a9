/** The whole pipeline in Node: ms of each stage of a clip, the memory it takes, the graphs it runs. */
import type { GenerateRequest, Timings } from '../../worker/api';
import { GRAPHS, type Graph } from '../../worker/config';
import type { Networks } from '../../worker/engine';
import { generate } from '../../worker/generate';
import type { Model } from '../../worker/model';
import { median } from './statistics';

const CLIPS = 5; // warm ones
const MB = 2 ** 20;

export interface PipelineFigures {
  clip: Timings; // ms
  runs: Record<Graph, number>; // of each graph, in a clip
}

export interface Memory {
  look(): void;
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
  let js = 0; // MB
  return {
    look() {
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      js = Math.max(js, (heapUsed + arrayBuffers) / MB);
    },
    peak() {
      const wasm = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) / MB;
      return { wasm: Math.round(wasm), js: Math.round(js) };
    },
  };
}

/** Medians; the first clip warms up. */
export async function benchPipeline(model: Model, memory: Memory): Promise<PipelineFigures> {
  const request: GenerateRequest = {
    ...{ prompt: model.config.examples[0]!, seed: 1, size: 128, frames: 16, fps: 12 },
    ...{ background: 'transparent', matte: '#ffffff', ...model.config.sampling },
  };
  const clips: Timings[] = [];
  let runs = noRuns();
  for (let i = 0; i <= CLIPS; i++) {
    runs = noRuns();
    const { ms, engine } = await drawClip(counting(model, runs), request, memory);
    if (i > 0) clips.push(ms);
    console.error(`clip ${i} on ${engine}: ${Math.round(ms.total)} ms${i === 0 ? ' (cold)' : ''}`);
  }
  const stages = Object.keys(clips[0]!) as (keyof Timings)[];
  const of = (stage: keyof Timings) => Math.round(median(clips.map((ms) => ms[stage])));
  const clip = Object.fromEntries(stages.map((stage) => [stage, of(stage)]));
  return { clip: clip as unknown as Timings, runs };
}

const noRuns = () => Object.fromEntries(GRAPHS.map((graph) => [graph, 0])) as Record<Graph, number>;

/** The same model, whose runs are counted. */
function counting(model: Model, runs: Record<Graph, number>): Model {
  const run: Networks['run'] = (graph, feeds) => {
    runs[graph]++;
    return model.networks.run(graph, feeds);
  };
  return { ...model, networks: Object.create(model.networks, { run: { value: run } }) };
}

async function drawClip(model: Model, request: GenerateRequest, memory: Memory) {
  const steps = generate(model, request);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    memory.look();
  }
}
