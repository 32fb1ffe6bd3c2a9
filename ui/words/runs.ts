/** What is said of the worker and its engines: where a clip is drawn, and why it cannot be. */
export const RUNS = {
  looking: 'Runs on WASM while a GPU is looked for.',
  onWasm: (why: string) => `Runs on WASM: ${why}.`,
  gpuFailed: 'WebGPU failed here',
  gpuNotStarted: 'Runs on WASM: WebGPU did not start here.',
  wasmWasFaster: 'Runs on WASM, which was faster than the GPU when both were tried today.',
  gpuWasFaster: 'Runs on WebGPU, which was faster than WASM when both were tried today.',
  wasmIsFaster: (ms: number, gpu: number) =>
    `Runs on WASM, the faster one: a key frame takes ${ms} ms against ${gpu} ms on WebGPU.`,
  gpuIsSlow: (seconds: number) =>
    `Runs on WASM, the faster one: the GPU was not ready to draw after ${seconds.toFixed(1)} s.`,
  gpuIsFaster: (ms: number, wasm: number) =>
    `Runs on WebGPU, the faster one: a key frame takes ${ms} ms against ${wasm} ms on WASM.`,
  whole: 'It was started again with the whole runtime, as the lean one lacked a function.',
  incomplete: (what: string) => `The plugin is incomplete: it holds no ${what}.`,
  silentReader: (seconds: number) => `The reader of prompts did not answer for ${seconds} s.`,
  stopped:
    'The drawing stopped unexpectedly, perhaps out of memory. Generate again to start afresh.',
  forbidden:
    'FlashVideo draws in the background, and this window forbids plugins to do so. ' +
    'Try the Figma desktop app or another browser.',
} as const;
