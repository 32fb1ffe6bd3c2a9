/**
 * The files of a model folder: checked against their SHA-256, and weights expanded from their storage
 * form (int8 with scales) to the float32 that the graphs take as external data.
 */
import { sha256 } from '@noble/hashes/sha2.js'; // crypto.subtle is missing in insecure contexts
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  GRAPHS,
  type Graph,
  type ModelConfig,
  ModelError,
  parseConfig,
  parseJson,
  type TensorPlace,
} from './config';
import type { Vocabulary } from './tokenizer';

export interface ModelFiles {
  config: ModelConfig;
  vocabulary: Vocabulary;
  graphs: Record<Graph, Uint8Array>; // ONNX
  storage: Uint8Array; // weights.bin
}

const NEEDED = ['vocabulary.json', ...GRAPHS.map((graph) => `${graph}.onnx`), 'weights.bin'];

/**
 * @param files one entry per file of the model folder, keyed by file name
 * @throws {ModelError} naming the file that is missing, damaged or cut short
 */
export function readModelFiles(files: Record<string, Uint8Array>): ModelFiles {
  const config = parseConfig(need(files, 'config.json'));
  for (const file of NEEDED) verify(file, need(files, file), config.checksums[file]);
  return {
    config,
    vocabulary: parseVocabulary(need(files, 'vocabulary.json')),
    graphs: {
      retnet: need(files, 'retnet.onnx'),
      decoder: need(files, 'decoder.onnx'),
      interpolator: need(files, 'interpolator.onnx'),
    },
    storage: need(files, 'weights.bin'),
  };
}

function need(files: Record<string, Uint8Array>, file: string): Uint8Array {
  const bytes = files[file];
  if (!bytes) throw new ModelError(`The model is not complete: ${file} is missing.`);
  return bytes;
}

function verify(file: string, bytes: Uint8Array, checksum: string | undefined) {
  if (!checksum) throw new ModelError(`The model's config.json has no checksum for ${file}.`);
  if (bytesToHex(sha256(bytes)) === checksum) return;
  throw new ModelError(
    `The model's ${file} is damaged or cut short: its ${bytes.length} bytes do not match their checksum.`,
  );
}

function parseVocabulary(bytes: Uint8Array): Vocabulary {
  const vocabulary = parseJson('vocabulary.json', bytes);
  for (const key of ['words', 'fillers', 'subjects', 'motions']) {
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
  for (let i = 0, index = 0; i < count; index = (index + 1) % along) {
    const factor = scale[index]!;
    for (const end = i + inner; i < end; i++) values[i] = packed[i]! * factor;
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
