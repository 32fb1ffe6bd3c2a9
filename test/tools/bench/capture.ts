/**
 * Graph capture, tried: the runtime notes the commands of a run and replays them, which spares the CPU's work
 * for each node. It asks for one shape, for buffers that stay, and for no node on the CPU.
 *
 * onnxruntime-web 1.30 hears `enableGraphCapture` only where the provider is given as an object; given by its
 * name, it captures nothing and says nothing. Whether it replays is therefore read in its log.
 */
import * as ort from 'onnxruntime-web/webgpu';
import { readShippedModel } from '../../../models/shipped';
import type { Model } from '../../../worker/model';
import { createInputs, toFeeds } from '../../../worker/network/inputs';
import { usualBlock } from '../../../worker/network/retnet';
import { SILENCE } from '../../../worker/network/sampler';
import { expandWeights, readModelFiles } from '../../../worker/network/weights';
import { INDEX, readBaseline } from './baselines';
import { type Buffer, type Device, MAP_READ, USAGE } from './gpu';
import { rounded, timed } from './statistics';

/** A run, from its inputs to its outputs read back. */
interface Replay {
  replayed: boolean; // in the runtime's own words
  ms: number | null; // the best of some
  why?: string; // it failed
}

export interface CaptureFigures {
  retnet: Replay; // one block
  chain: Replay; // of nodes that do next to nothing
  nodes: { retnet: number; chain: number };
}

const RUNS = 12; // the first one captures

export async function tryCapture({ config, codebook }: Model): Promise<CaptureFigures> {
  const { graphs, storage } = await readModelFiles(await readShippedModel());
  const block = usualBlock('webgpu', config.retnet);
  const changed = Array.from({ length: block }, (_, cell) => cell);
  const inputs = createInputs(config, codebook, new Uint16Array(), block);
  const tokens = inputs.cells(0, changed, 0, block);
  const { layers, heads, keyDim, valueDim } = config.retnet;
  const shape = [1, heads, keyDim, valueDim];
  const empty = new Float32Array(heads * keyDim * valueDim);
  const states = Array.from({ length: layers }, (_, i) => i);
  const past = states.map((i) => [`past.${i}`, new ort.Tensor('float32', empty, shape)] as const);
  const retnet = await replay(graphs.retnet, {
    weights: expandWeights(config.tensors.retnet, storage),
    feeds: { ...toFeeds(tokens, config.retnet), noise: SILENCE, ...Object.fromEntries(past) },
    outputs: {
      logits: ['float32', [1, block, codebook.groups, codebook.codes]],
      codes: ['int64', [1, block, codebook.groups]],
      change: ['float32', [1, 1, config.frame.cells ** 2]],
      ...Object.fromEntries(states.map((i) => [`present.${i}`, ['float32', shape]])),
    },
    read: 'codes',
  });
  const chain = await replay(readBaseline('chain'), {
    feeds: { x: new ort.Tensor('float32', new Float32Array(4).fill(1), [4]) },
    outputs: { y: ['float32', [4]] },
    read: 'y',
  });
  const nodes = { retnet: INDEX.retnet.nodes, chain: INDEX.chain.nodes };
  return { retnet, chain, nodes };
}

interface Work {
  weights?: Uint8Array;
  feeds: Record<string, ort.Tensor>;
  outputs: Record<string, [type: 'float32' | 'int64', dims: readonly number[]]>;
  read: string; // the output that is read back
}

async function replay(graph: Uint8Array, work: Work): Promise<Replay> {
  const heard = listen();
  let ms: number | null = null;
  let why: string | undefined;
  try {
    const { run, release } = await capture(graph, work);
    for (let i = 0; i < RUNS; i++) {
      const took = await timed(run);
      if (i > 0) ms = rounded(Math.min(ms ?? took, took), 2);
    }
    await release();
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  const replayed = heard.end().some((line) => /Replaying the captured/.test(line));
  return { replayed, ms, ...(why && { why }) };
}

/** A session for one shape, its inputs and outputs in buffers that stay. */
async function capture(graph: Uint8Array, { weights, feeds, outputs, read }: Work) {
  const session = await ort.InferenceSession.create(graph, {
    executionProviders: [{ name: 'webgpu' }],
    ...(weights && { externalData: [{ path: 'retnet.weights', data: weights }] }),
    enableGraphCapture: true,
    preferredOutputLocation: 'gpu-buffer',
    logSeverityLevel: 1,
  });
  const device = (await ort.env.webgpu.device) as unknown as Device;
  function hold(dataType: 'float32' | 'int32' | 'int64', dims: readonly number[]) {
    const bytes = dims.reduce((product, edge) => product * edge, dataType === 'int64' ? 8 : 4);
    const size = 16 * Math.ceil(bytes / 16);
    const buffer = device.createBuffer({ size, usage: USAGE.kept });
    const tensor = ort.Tensor.fromGpuBuffer(buffer as never, { dataType, dims });
    return { buffer, tensor, size };
  }
  const into = Object.entries(feeds).map(([name, tensor]) => {
    return { name, data: tensor.data, ...hold(tensor.type as 'int32', tensor.dims) };
  });
  const out = Object.entries(outputs).map(([name, held]) => ({ name, ...hold(...held) }));
  const of = (held: typeof out) => Object.fromEntries(held.map((one) => [one.name, one.tensor]));
  const answer = out.find(({ name }) => name === read)!;
  const readable = device.createBuffer({ size: answer.size, usage: USAGE.readable });
  return {
    async run() {
      for (const { buffer, data } of into)
        device.queue.writeBuffer(buffer, 0, data as ArrayBufferView);
      await session.run(of(into), of(out));
      await readBack(device, answer.buffer, readable, answer.size);
    },
    release: () => session.release(),
  };
}

async function readBack(device: Device, from: Buffer, readable: Buffer, size: number) {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, readable, 0, size);
  device.queue.submit([encoder.finish()]);
  await readable.mapAsync(MAP_READ);
  readable.unmap();
}

/** What is written to the terminal until `end`, kept from it. */
function listen() {
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({
    stream,
    write: stream.write,
  }));
  for (const { stream } of streams) {
    stream.write = (text: string | Uint8Array) => {
      lines.push(String(text));
      return true;
    };
  }
  return {
    end() {
      for (const { stream, write } of streams) stream.write = write;
      return lines;
    },
  };
}
