/** Which engine runs the networks, and what happens when the GPU goes away. */
import type { Engine, EngineChoice } from '../api';
import { GRAPHS, type Graph } from './config';
import { createSession, type Feeds, GpuError, type Session } from './session';
import { expandWeights, type ModelFiles } from './weights';

/** An engine that was asked for and cannot run here; its message is a sentence for the designer. */
export class EngineError extends Error {
  override name = 'EngineError';
}

export interface Networks {
  /** Resolves once the engine is chosen and warm; runs wait for it, and the engine stays until it fails. */
  readonly settled: Promise<void>;
  readonly engine: Engine;
  readonly reason: string; // a sentence: why this engine runs
  /**
   * Runs a graph. When the GPU fails or goes away, it first makes the networks anew on WASM.
   *
   * @param unneeded outputs that nobody needs: they are not brought back from where they lie
   * @throws {GpuError} once WASM is ready: what lay on the GPU is gone, run again from the CPU's memory
   */
  run(graph: Graph, feeds: Feeds, unneeded?: readonly string[]): Promise<Feeds>;
}

/** Runs a graph that keeps nothing between runs: once more, on WASM, when the GPU fails. */
export async function runAnew(
  networks: Pick<Networks, 'run'>,
  graph: Graph,
  feeds: Feeds,
): Promise<Feeds> {
  try {
    return await networks.run(graph, feeds);
  } catch (error) {
    if (!(error instanceof GpuError)) throw error;
    return networks.run(graph, feeds);
  }
}

type Sessions = Record<Graph, Session>;
/** Draws some cells with the real model, for the time it takes. @returns how many */
export type Probe = (sessions: Sessions, engine: Engine) => Promise<number>;
type CreateSession = typeof createSession;

/**
 * Opens the engine that is chosen; for `auto` WASM, and a GPU is tried once that is ready.
 *
 * @param probe draws the first cells of a clip: it warms an engine up, and is timed for `auto`
 * @param create makes a session of a graph: onnxruntime's
 * @throws {EngineError} when the engine asked for cannot run here
 */
export async function openNetworks(
  files: ModelFiles,
  choice: EngineChoice,
  probe: Probe,
  create: CreateSession = createSession,
): Promise<Networks> {
  const open = createOpener(files, probe, create);
  let current = await openChosen(open, choice);
  const settled = current.warm.then(async () => {
    if (choice === 'auto')
      current = await tryGpu(current, open, files.config.frame.cells ** 2, probe);
  });
  let fallback: Promise<void> | undefined;

  async function fallBack(lost: GpuError) {
    const sessions =
      current.standby ?? (await inTime(createSessions(files, 'wasm', create), FALLBACK_PATIENCE));
    const why = lost.message.replace(/\.$/, '').slice(0, 120);
    current = {
      ...current,
      sessions,
      engine: 'wasm',
      reason: `Runs on WASM since the GPU failed: ${why}.`,
    };
  }

  /** What could not take over now may at the next run. */
  function forget(error: unknown): never {
    fallback = undefined;
    throw error;
  }

  return {
    settled,
    get engine() {
      return current.engine;
    },
    get reason() {
      return current.reason;
    },
    async run(graph, feeds, unneeded) {
      await settled;
      try {
        return await current.sessions[graph].run(feeds, unneeded);
      } catch (error) {
        if (!(error instanceof GpuError)) throw error;
        fallback ??= fallBack(error).catch(forget);
        await fallback;
        throw error;
      }
    },
  };
}

interface Opened {
  engine: Engine;
  reason: string;
  sessions: Sessions;
  standby?: Sessions; // on WASM, for when the GPU fails
  warm: Promise<void>; // settles once the first run, the slow one, is over
}

type Open = (engine: Engine, reason?: string) => Promise<Opened>;

const createOpener =
  (files: ModelFiles, probe: Probe, create: CreateSession): Open =>
  async (engine, reason = '') => {
    const sessions = await createSessions(files, engine, create);
    return { engine, reason, sessions, warm: later(() => probe(sessions, engine)) };
  };

async function openChosen(open: Open, choice: EngineChoice): Promise<Opened> {
  if (choice === 'wasm') return open('wasm', 'Runs on WASM, as chosen.');
  if (choice === 'auto') return open('wasm', 'Runs on WASM while a GPU is looked for.');
  const obstacle = await webgpuObstacle(true);
  if (obstacle) throw new EngineError(`WebGPU cannot run here: ${obstacle}. Choose WASM instead.`);
  return open('webgpu', 'Runs on WebGPU, as chosen.').catch(() => {
    throw new EngineError('WebGPU cannot run here: it did not start. Choose WASM instead.');
  });
}

/** Starts work in a task of its own, so that the word that all is ready leaves before it. */
function later(work: () => Promise<unknown>): Promise<void> {
  const started = new Promise((resolve) => setTimeout(resolve)).then(work).then(() => {});
  return started.catch(() => {}); // the first run of a clip will meet the same error, and tell it
}

/** Times a key frame of so many cells on both engines and keeps the faster. WASM stays at hand; nothing here rejects. */
async function tryGpu(wasm: Opened, open: Open, cells: number, probe: Probe): Promise<Opened> {
  const obstacle = await webgpuObstacle(false);
  if (obstacle) return { ...wasm, reason: `Runs on WASM: ${obstacle}.` };
  try {
    const timeOf = async (opened: Opened) => Math.round(cells * (await cellTime(opened, probe)));
    const wasmMs = await timeOf(wasm);
    const webgpu = await open('webgpu');
    const webgpuMs = await timeOf(webgpu);
    if (webgpuMs < wasmMs) {
      const times = `a key frame takes ${webgpuMs} ms against ${wasmMs} ms on WASM`;
      const reason = `Runs on WebGPU, the faster one: ${times}.`;
      return { ...webgpu, standby: wasm.sessions, reason };
    }
    await release(webgpu.sessions);
    const times = `a key frame takes ${wasmMs} ms against ${webgpuMs} ms on WebGPU`;
    return { ...wasm, reason: `Runs on WASM, the faster one: ${times}.` };
  } catch {
    return { ...wasm, reason: 'Runs on WASM: WebGPU did not start here.' };
  }
}

const ADAPTER_PATIENCE = 5_000; // ms
const GPU_PATIENCE = 8_000; // ms, for an adapter and its device
const FALLBACK_PATIENCE = 30_000; // ms

/** A GPU that fails badly can keep whoever asks waiting for ever. */
function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error('The GPU failed, and nothing took over in time.'));
    const timer = setTimeout(late, patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** The best of a few, warm: what else the machine does counts least then. @returns ms a cell */
async function cellTime({ sessions, engine, warm }: Opened, probe: Probe): Promise<number> {
  await warm;
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    const begin = performance.now();
    const cells = await probe(sessions, engine);
    fastest = Math.min(fastest, (performance.now() - begin) / cells);
  }
  return fastest;
}

/** Why WebGPU cannot or should not be used, or nothing. A software adapter serves only who asks for it. */
function webgpuObstacle(software: boolean): Promise<string | undefined> {
  return inTime(findObstacle(software), GPU_PATIENCE).catch(() => 'WebGPU did not start here');
}

/** Hosts offer odd things as `navigator.gpu`: whatever is not as it should be throws. */
async function findObstacle(software: boolean): Promise<string | undefined> {
  const gpu: Gpu | undefined = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  if (!gpu) return 'this host offers no WebGPU';
  const adapter = await inTime(gpu.requestAdapter(), ADAPTER_PATIENCE).catch(() => null);
  if (!adapter) return 'no WebGPU adapter was found';
  const fallback = adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
  if (fallback && !software) return 'the only WebGPU adapter here is a software one';
  for (const [limit, needed] of Object.entries(NEEDED)) {
    const allowed = adapter.limits?.[limit] ?? needed;
    if (allowed < needed) return `the WebGPU adapter allows ${allowed} as ${limit}, not ${needed}`;
  }
  // Asked for here first: a device that never comes would block the runtime for ever.
  (await adapter.requestDevice()).destroy();
  return undefined;
}

/** What the graphs take: WebGPU's defaults, which an adapter of its compatibility mode may lack. */
const NEEDED = {
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupStorageSize: 16_384, // bytes
  maxStorageBufferBindingSize: 2 ** 27, // bytes
};

/** The part of WebGPU that is looked at; TypeScript's library does not type it yet. */
interface Gpu {
  requestAdapter(): Promise<null | {
    info?: { isFallbackAdapter?: boolean };
    isFallbackAdapter?: boolean; // where browsers had it first
    limits?: Record<string, number>;
    requestDevice(): Promise<{ destroy(): void }>;
  }>;
}

async function createSessions(
  { config, graphs, storage }: ModelFiles,
  engine: Engine,
  create: CreateSession,
): Promise<Sessions> {
  const sessions: Partial<Sessions> = {};
  for (const graph of GRAPHS) {
    const weights = expandWeights(config.tensors[graph], storage);
    const states = graph === 'retnet' ? stateNames(config.retnet.layers) : [];
    sessions[graph] = await create(graph, graphs[graph], weights, engine, states);
  }
  return sessions as Sessions;
}

const stateNames = (layers: number) => Array.from({ length: layers }, (_, i) => `present.${i}`);

async function release(sessions: Sessions) {
  for (const graph of GRAPHS) await sessions[graph].release();
}
