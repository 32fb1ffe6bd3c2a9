/** The whole pipeline in Node: ms of each stage of a clip, the memory it takes, the graphs it runs. */
import { type GenerateRequest, LIMITS, type Timings } from '../../../worker/api';
import type { Model } from '../../../worker/model';
import { GRAPHS, type Graph } from '../../../worker/network/config';
import type { Networks } from '../../../worker/network/engine';
import { ask, make } from '../../support/clips';
import { median } from './statistics';

const CLIPS = 5; // warm ones
const MB = 2 ** 20;

/** One that lives: all key frames are drawn, and what lies between is fetched. It is what the forms compare. */
export const LIVING = 'a burning fire';
/** One key frame, moved by a map of the plane. */
export const MAPPED = 'a rocket bouncing';

export interface PipelineFigures {
  clip: ClipTimings;
  runs: Record<Graph, number>; // of each graph, in a clip
}

export interface ClipTimings extends Timings {
  prompt: string;
  frames: number;
  edge: number; // px
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
export async function benchPipeline(
  model: Model,
  memory: Memory,
  prompt: string,
  edge: number = LIMITS.edge.default,
): Promise<PipelineFigures> {
  const request = requestOf(prompt, { width: edge, height: edge });
  const clips: Timings[] = [];
  let runs = noRuns();
  let frames = 0;
  const started = model.networks.engine;
  for (let i = 0; i <= CLIPS; i++) {
    runs = noRuns();
    const { ms, engine, ...clip } = await drawClip(counting(model, runs), request, memory);
    if (engine !== started) throw new Error(`the clip went on elsewhere: ${model.networks.reason}`);
    if (i > 0) clips.push(ms);
    frames = clip.frames;
    const cold = i === 0 ? ' (cold)' : '';
    console.error(`${prompt}, ${edge} px, on ${engine}: ${Math.round(ms.total)} ms${cold}`);
  }
  const of = (stage: keyof Timings) => Math.round(median(clips.map((ms) => ms[stage])));
  const clip: ClipTimings = {
    prompt,
    frames,
    edge,
    load: of('load'),
    tokens: of('tokens'),
    interpolate: of('interpolate'),
    decode: of('decode'),
    encode: of('encode'),
    total: of('total'),
  };
  return { clip, runs };
}

/** As the panel asks: 16 frames of 128 px, to lie on white. */
export const requestOf = (prompt: string, changes: Partial<GenerateRequest> = {}) =>
  ask(prompt, { seconds: LIMITS.seconds.default, fps: LIMITS.fps.default, ...changes });

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
  const { clip } = await make(model, request, {}, memory.look);
  return clip;
}
