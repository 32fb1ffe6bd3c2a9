/**
 * The files of a model folder: checked against their SHA-256, and weights expanded from their storage
 * form (int8 with scales) to the float32 that the graphs take as external data.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Vocabulary } from '../vocabulary';
import {
  GRAPHS,
  type Graph,
  type ModelConfig,
  ModelError,
  parseConfig,
  parseJson,
  type TensorPlace,
} from './config';

export interface ModelFiles {
  config: ModelConfig;
  vocabulary: Vocabulary;
  graphs: Record<Graph, Uint8Array>; // ONNX
  storage: Uint8Array; // weights.bin
  /** The external data of a graph, float32. */
  weightsOf(graph: Graph): Uint8Array;
}

/** How much of the work on its files is done before a model is read. */
export interface Progressed {
  intact?: boolean | undefined; // they have been compared with what was built: 15 MB need not be summed twice
  expanded?: Record<string, Uint8Array> | undefined; // weights of some graphs
}

/** On WASM opened at once; the interpolator waits for a clip that lives. */
export const FIRST: readonly Graph[] = ['retnet', 'decoder'];

const OFFERED = ['meanings.txt', 'languages.txt']; // for the reader; a model may come without
const NEEDED = ['vocabulary.json', ...GRAPHS.map((graph) => `${graph}.onnx`), 'weights.bin'];

/**
 * @param files one entry per file of the model folder, keyed by file name
 * @throws {ModelError} naming the file that is missing, damaged or cut short
 */
export async function readModelFiles(
  files: Record<string, Uint8Array>,
  { intact, expanded }: Progressed = {},
): Promise<ModelFiles> {
  const start = performance.now();
  const config = parseConfig(need(files, 'config.json'));
  const offered = OFFERED.filter((file) => files[file]);
  for (const file of [...NEEDED, ...offered]) {
    const bytes = need(files, file);
    if (!intact) await verify(file, bytes, config.checksums[file]);
  }
  performance.measure('checksums', { start });
  return {
    config,
    vocabulary: parseVocabulary(need(files, 'vocabulary.json')),
    graphs: {
      retnet: need(files, 'retnet.onnx'),
      decoder: need(files, 'decoder.onnx'),
      interpolator: need(files, 'interpolator.onnx'),
    },
    storage: need(files, 'weights.bin'),
    weightsOf: createWeights(config, need(files, 'weights.bin'), expanded),
  };
}

/** Weights are expanded when a graph is opened; those that are expanded already are given away, not kept. */
function createWeights(
  { tensors }: ModelConfig,
  storage: Uint8Array,
  expanded: Record<string, Uint8Array> = {},
): ModelFiles['weightsOf'] {
  const ready = new Map(Object.entries(expanded));
  return (graph) => {
    const weights = ready.get(graph);
    ready.delete(graph);
    return weights ?? expandWeights(tensors[graph], storage);
  };
}

/** Weights of the graphs without which there is no first clip. */
export function expandFirst(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const { tensors } = parseConfig(need(files, 'config.json'));
  const storage = need(files, 'weights.bin');
  const start = performance.now();
  const expanded = FIRST.map((graph) => [graph, expandWeights(tensors[graph], storage)]);
  performance.measure('weights', { start });
  return Object.fromEntries(expanded);
}

function need(files: Record<string, Uint8Array>, file: string): Uint8Array {
  const bytes = files[file];
  if (!bytes) throw new ModelError(`The model is not complete: ${file} is missing.`);
  return bytes;
}

async function verify(file: string, bytes: Uint8Array, checksum: string | undefined) {
  if (!checksum) throw new ModelError(`The model's config.json has no checksum for ${file}.`);
  if (bytesToHex(await digest(bytes)) === checksum) return;
  throw new ModelError(
    `The model's ${file} is damaged or cut short: its ${bytes.length} bytes do not match their checksum.`,
  );
}

/** SHA-256, by the host where it offers one: insecure contexts do not, and ten megabytes take a while. */
async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return subtle
    ? new Uint8Array(await subtle.digest('SHA-256', bytes as BufferSource))
    : sha256(bytes);
}

function parseVocabulary(bytes: Uint8Array): Vocabulary {
  const vocabulary = parseJson('vocabulary.json', bytes);
  for (const key of ['words', 'fillers', 'styles', 'subjects']) {
    if (Array.isArray(vocabulary[key])) continue;
    throw new ModelError(`The model's vocabulary.json is damaged: “${key}” should be a list.`);
  }
  return vocabulary as unknown as Vocabulary;
}

/**
 * @param places the tensors of one graph
 * @param storage `weights.bin`
 * @returns the graph's external data: float32, little-endian as every WebAssembly host is
 * @throws {ModelError} when a tensor lies outside of the storage
 */
export function expandWeights(places: TensorPlace[], storage: Uint8Array): Uint8Array {
  const size = places.reduce((end, { at, bytes }) => Math.max(end, at + bytes), 0);
  const external = new Uint8Array(size);
  for (const place of places) expandTensor(place, storage, external);
  return external;
}

function expandTensor(place: TensorPlace, storage: Uint8Array, external: Uint8Array) {
  const { name, shape, at, bytes, offset = 0, scales, axis, rotary } = place;
  const count = shape.reduce((product, edge) => product * edge, 1);
  if (bytes !== 4 * count || at % 4 !== 0) {
    throw new ModelError(
      `The model's config.json is damaged: tensor ${name} of ${count} values takes ${bytes} bytes at ${at}.`,
    );
  }
  if (rotary) {
    fillRotary(new Float32Array(external.buffer, at, count), shape[1]!, Math[rotary]);
    return;
  }
  if (scales === undefined) {
    external.set(slice(place, storage, offset, bytes), at);
    return;
  }
  const along = axis === undefined ? undefined : shape[axis];
  if (along === undefined || along === 0) {
    throw new ModelError(`The model's config.json is damaged: tensor ${name} has no axis ${axis}.`);
  }
  const packed = new Int8Array(slice(place, storage, offset, count).buffer);
  const scale = new Float32Array(slice(place, storage, scales, 4 * along).buffer);
  const values = new Float32Array(external.buffer, at, count);
  const inner = shape.slice(axis! + 1).reduce((product, edge) => product * edge, 1);
  if (inner === 1) scaleColumns(packed, scale, values);
  else scaleRuns(packed, scale, values, inner);
}

/** A scale for each index of the last axis. */
function scaleColumns(packed: Int8Array, scale: Float32Array, values: Float32Array) {
  const along = scale.length;
  for (let row = 0; row < packed.length; row += along) {
    for (let i = 0; i < along; i++) values[row + i] = packed[row + i]! * scale[i]!;
  }
}

/** A scale for each run of `inner` values, in turn. */
function scaleRuns(packed: Int8Array, scale: Float32Array, values: Float32Array, inner: number) {
  for (let begin = 0, index = 0; begin < packed.length; begin += inner) {
    const factor = scale[index]!;
    for (let i = begin; i < begin + inner; i++) values[i] = packed[i]! * factor;
    index = index + 1 < scale.length ? index + 1 : 0;
  }
}

/** Rotary table [positions, frequencies]: the wave of position · 10000^(−i / frequencies). */
function fillRotary(table: Float32Array, frequencies: number, wave: (angle: number) => number) {
  for (let i = 0; i < table.length; i++) {
    const position = Math.floor(i / frequencies);
    table[i] = wave(position * 1e4 ** (-(i % frequencies) / frequencies));
  }
}

/** A copy, so that float32 storage may begin at any byte. */
function slice(place: TensorPlace, storage: Uint8Array, begin: number, length: number) {
  if (begin + length > storage.length) {
    throw new ModelError(
      `The model's weights.bin is cut short: tensor ${place.name} ends at byte ${begin + length} of ${storage.length}.`,
    );
  }
  return storage.slice(begin, begin + length);
}
