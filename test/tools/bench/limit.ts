/**
 * How far the clip is from what this machine could do at best: its weights read at the speed of memory,
 * its multiplications done at the rate of the runtime's own best MatMul, on a GPU also its nodes at the
 * least that a node costs. The highest of these times is the bound.
 */

import type { Engine } from '../../../worker/api';
import type { Graph, ModelConfig } from '../../../worker/network/config';
import { floats, type Session, tensor } from '../../../worker/network/session';
import { INDEX, openBaseline, randomFloats } from './baselines';
import { measureGpuBandwidth } from './gpu';
import type { PipelineFigures } from './pipeline';
import { rounded, timed } from './statistics';

export interface LimitFigures {
  bandwidth: number; // GB/s, measured: a copy in memory, read and written
  matmul: number; // 10⁹ multiply-adds a second, measured: the best of some shapes
  node: number | null; // µs, measured on WebGPU: a node that does next to nothing
  bytes: number; // of weights, read in all runs of a clip
  macs: number; // multiply-adds of a clip
  memoryMs: number; // what these cost at best
  computeMs: number;
  nodesMs: number | null; // of the RetNet's runs
  bestMs: number;
  share: number; // of the clip's time that even the best would take
}

const COPY = 2 ** 27; // bytes
const EDGE = 1024; // of the MatMul's matrix
const ROWS = [64, 256, 1024]; // of what it is multiplied with
const TRIES = 7;

export async function benchLimit(
  config: ModelConfig,
  engine: Engine,
  { runs, clip: { total } }: PipelineFigures,
): Promise<LimitFigures> {
  const bandwidth = await (engine === 'webgpu' ? measureGpuBandwidth() : measureBandwidth()); // bytes/ms
  const matmul = await measureMatMul(engine); // multiply-adds/ms
  const node = engine === 'webgpu' ? await measureNode() : null; // ms
  const graphs = Object.keys(runs) as Graph[];
  const bytes = graphs.reduce((sum, graph) => sum + runs[graph] * weightBytes(config, graph), 0);
  const macs = clipMacs(config, runs.decoder);
  const [memoryMs, computeMs] = [bytes / bandwidth, macs / matmul];
  const nodesMs = node && node * INDEX.retnet.nodes * runs.retnet;
  const bestMs = Math.max(memoryMs, computeMs, nodesMs ?? 0);
  return {
    bandwidth: rounded(bandwidth / 1e6, 1),
    matmul: rounded(matmul / 1e6, 1),
    node: node && rounded(1000 * node, 1),
    bytes,
    macs,
    memoryMs: rounded(memoryMs, 1),
    computeMs: rounded(computeMs, 1),
    nodesMs: nodesMs && rounded(nodesMs, 1),
    bestMs: rounded(bestMs, 1),
    share: rounded(bestMs / total, 3),
  };
}

async function best(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) least = Math.min(least, await timed(work));
  return least;
}

async function measureBandwidth(): Promise<number> {
  const [from, to] = [new Uint8Array(COPY).fill(1), new Uint8Array(COPY)];
  return (2 * COPY) / (await best(() => to.set(from)));
}

async function measureMatMul(engine: Engine): Promise<number> {
  const session = await openBaseline('matmul', engine);
  let rate = 0;
  for (const rows of ROWS) {
    const x = tensor(randomFloats(rows * EDGE), [rows, EDGE]);
    rate = Math.max(rate, (rows * EDGE * EDGE) / (await best(() => read(session, { x }))));
  }
  await session.release();
  return rate;
}

async function measureNode(): Promise<number> {
  const session = await openBaseline('chain', 'webgpu');
  const x = tensor(new Float32Array(4).fill(1), [4]);
  const ms = await best(() => read(session, { x }));
  await session.release();
  return ms / INDEX.chain.nodes;
}

/** Runs a graph and waits for its result. */
const read = async (session: Session, feeds: Parameters<Session['run']>[0]) =>
  floats((await session.run(feeds)).y);

/** float32 weights that every run reads; of a table it reads a few rows. */
function weightBytes({ tensors }: ModelConfig, graph: Graph): number {
  const read = tensors[graph].filter(({ name, rotary }) => !rotary && !name.endsWith('.table'));
  return read.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Multiply-adds of the RetNet's and the decoder's matrices; the interpolator's are a hundredth of them. */
function clipMacs({ tensors, retnet, frame }: ModelConfig, decoded: number): number {
  const size = (shape: number[]) => shape.reduce((product, edge) => product * edge, 1);
  const sum = (graph: Graph, of: (name: string, shape: number[]) => number) =>
    tensors[graph].reduce((total, { name, shape }) => total + of(name, shape), 0);
  const perToken = sum('retnet', (name, shape) =>
    shape.length === 2 && !/table$|^rotary/.test(name) ? size(shape) : 0,
  );
  const states = 2 * retnet.layers * retnet.heads * retnet.keyDim * retnet.valueDim;
  const cells = frame.cells ** 2;
  const tokens = retnet.promptWords * retnet.tokensPerWord + cells * frame.keyPhases.length;
  const picture = sum('decoder', (name, shape) => {
    if (shape.length !== 4) return 0;
    return size(shape) * cells * (/^fine|^head/.test(name) ? 4 : 1); // twice the edge from there on
  });
  return tokens * (perToken + states) + decoded * picture;
}
