/** What the worker runs on: a runtime, a model, tables of words; as bytes, or as the page packs them. */

/** What runs the network. */
export type Engine = 'wasm' | 'webgpu';
/** What a designer chooses: `auto` draws on WASM, and on a GPU once that has proved to be faster. */
export type EngineChoice = 'auto' | Engine;

/**
 * Everything the worker needs, as bytes: only entry files know where they came from.
 * `model` holds one entry per file of `models/<name>/`, keyed by file name.
 */
export interface Assets {
  runtime: Uint8Array; // onnxruntime-web's .wasm file for the CPU, uncompressed
  lean?: boolean | undefined; // that runtime has no functions but those that clips are known to call
  gpuRuntime?: Uint8Array | undefined; // the one that runs WebGPU; wanted by that engine alone
  model: Record<string, Uint8Array>;
  tables: Record<string, Uint8Array>; // of words, keyed by their path below `worker/prompt/tables`
  intact?: boolean | undefined; // whoever brought the model has compared its bytes with those that were built
  expanded?: Record<string, Uint8Array> | undefined; // weights of graphs, as the graphs take them
}

/** Files as the page carries them: text, and the way back to their bytes (`worker/page/unpack.ts`). */
export interface Packed {
  coding: 'xz' | 'gzip'; // what lies inside the base-91 text
  parts: [name: string, bytes: number][]; // one after the other; the first can be had without those behind
  texts: readonly string[]; // pieces of the text, each but the last of whole groups of characters
}

/** Where float32 numbers lie among the integers of `weights.bin`: byte offset, count. */
export type FloatRun = [at: number, count: number];

export interface PackedAssets {
  runtimes: Packed; // `lean`, the `bodies` that it was left without, `webgpu`: they share most of their code
  weights: Packed; // the integers of weights.bin
  files: Packed; // `tables/…`, `model/…`, the floats of weights.bin as `planes`, where they lie as `floats.json`
}

export type RuntimeFiles = Pick<Assets, 'runtime' | 'lean' | 'gpuRuntime'>;

/** What runs a model, as bytes or packed. Of packed ones WASM takes the lean one, where not the whole one is asked for. */
export type Runtimes = RuntimeFiles | (Pick<PackedAssets, 'runtimes'> & { whole?: boolean });

/** A model and the tables of words, by file name. */
export type Unpacked = Omit<Assets, keyof RuntimeFiles>;

/** The same, or the packs that hold it. */
export type ModelSource = Unpacked | Pick<PackedAssets, 'weights' | 'files'>;
