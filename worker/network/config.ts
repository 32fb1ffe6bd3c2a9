/** `config.json` of a model folder: its types, and a parser that names what is wrong. */

export interface TensorPlace {
  name: string;
  shape: number[];
  at: number; // byte offset in the graph's external data
  bytes: number; // there: float32
  offset?: number; // byte offset in weights.bin, where it is stored
  rotary?: 'cos' | 'sin'; // or the table that it is: of positions × frequencies
  scales?: number; // byte offset of the scales in weights.bin; the storage is then int8
  axis?: number; // of the shape: one scale for each index along it
}

export interface ModelConfig {
  name: string;
  version: string;
  frame: { size: number; cells: number; keyPhases: number[] }; // px, cells an edge, 0 to 1
  codebook: { levels: number[]; groups: number; blank: number }; // the code, in each group, of a cell with nothing in it
  retnet: {
    layers: number;
    width: number;
    heads: number;
    keyDim: number;
    valueDim: number;
    logDecay: number[]; // [heads], log γ
    promptWords: number;
    tokensPerWord: number;
    blockSizes: number[]; // cells
    defaultBlock: number; // cells
  };
  decoder: { margin: number }; // blank cells that it needs around what is drawn
  examples: string[];
  tensors: Record<Graph, TensorPlace[]>;
  checksums: Record<string, string>; // file name → SHA-256, hexadecimal
}

export const GRAPHS = ['retnet', 'decoder', 'interpolator'] as const;
export type Graph = (typeof GRAPHS)[number];

/** A model folder that cannot be used; its message names the file. */
export class ModelError extends Error {
  override name = 'ModelError';
}

type Json = { [key: string]: unknown };

/**
 * @param bytes `config.json`
 * @throws {ModelError} naming the entry, what was expected and what came
 */
export function parseConfig(bytes: Uint8Array): ModelConfig {
  const config = parseJson('config.json', bytes);
  for (const [path, kind] of ENTRIES) expect(config, path, kind);
  const parsed = config as unknown as ModelConfig;
  expectPlaces(parsed);
  const { heads, logDecay, blockSizes, defaultBlock } = parsed.retnet;
  if (logDecay.length !== heads) {
    throw wrong('retnet.logDecay', `${heads} numbers, one a head`, `${logDecay.length}`);
  }
  if (!blockSizes.includes(defaultBlock)) {
    throw wrong('retnet.defaultBlock', `one of ${blockSizes.join(', ')}`, `${defaultBlock}`);
  }
  return parsed;
}

/** @throws {ModelError} when the bytes are not a JSON object */
export function parseJson(file: string, bytes: Uint8Array): Json {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new ModelError(`The model's ${file} is damaged: it is not valid JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ModelError(`The model's ${file} is damaged: expected an object.`);
  }
  return value as Json;
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isArrayOf = (test: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(test);

const KINDS = {
  text: (value: unknown) => typeof value === 'string' && value !== '',
  number: Number.isFinite,
  count: (value: unknown) => isCount(value) && value !== 0,
  offset: isCount,
  numbers: isArrayOf(Number.isFinite),
  counts: isArrayOf((value) => isCount(value) && value !== 0),
  texts: isArrayOf((value) => typeof value === 'string'),
  list: Array.isArray,
  shape: (value: unknown) => Array.isArray(value) && value.every(isCount), // [] is one number
  checksums: (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((sum) => typeof sum === 'string' && /^[0-9a-f]{64}$/.test(sum)),
} as const;
type Kind = keyof typeof KINDS;

const ENTRIES: [path: string, kind: Kind][] = [
  ['name', 'text'],
  ['version', 'text'],
  ['frame.size', 'count'],
  ['frame.cells', 'count'],
  ['frame.keyPhases', 'numbers'],
  ['codebook.levels', 'counts'],
  ['codebook.groups', 'count'],
  ['codebook.blank', 'offset'],
  ['retnet.layers', 'count'],
  ['retnet.heads', 'count'],
  ['retnet.keyDim', 'count'],
  ['retnet.valueDim', 'count'],
  ['retnet.logDecay', 'numbers'],
  ['retnet.promptWords', 'count'],
  ['retnet.tokensPerWord', 'count'],
  ['retnet.blockSizes', 'counts'],
  ['retnet.defaultBlock', 'count'],
  ['decoder.margin', 'offset'],
  ['examples', 'texts'],
  ['tensors.retnet', 'list'],
  ['tensors.decoder', 'list'],
  ['tensors.interpolator', 'list'],
  ['checksums', 'checksums'],
];

function expectPlaces({ tensors }: ModelConfig) {
  for (const graph of GRAPHS) {
    tensors[graph].forEach((place, index) => {
      const path = `tensors.${graph}.${index}`;
      const checks: [string, unknown, Kind][] = [
        ['name', place?.name, 'text'],
        ['shape', place?.shape, 'shape'],
        ['at', place?.at, 'offset'],
        ['bytes', place?.bytes, 'offset'],
        ['offset', place?.rotary ? 0 : place?.offset, 'offset'],
      ];
      for (const [key, value, kind] of checks) {
        if (!KINDS[kind](value)) throw wrong(`${path}.${key}`, kind, describe(value));
      }
    });
  }
}

function expect(config: Json, path: string, kind: Kind) {
  let value: unknown = config;
  for (const key of path.split('.')) value = (value as Json | null | undefined)?.[key];
  if (!KINDS[kind](value)) throw wrong(path, kind, describe(value));
}

const describe = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

function wrong(path: string, expected: string, came: string) {
  return new ModelError(
    `The model's config.json is damaged: “${path}” should be ${expected}, and is ${came.slice(0, 60)}.`,
  );
}
