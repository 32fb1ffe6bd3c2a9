/** The networks on an engine, and what happens when the GPU goes away. */
import type { Engine } from '../api';
import { inTime, webgpuObstacle } from './adapter';
import { GRAPHS, type Graph } from './config';
import { createSession, type Feeds, GpuError, type Session } from './session';
import { FIRST, type ModelFiles } from './weights';

/** An engine that was asked for and cannot run here; its message is a sentence for the designer. */
export class EngineError extends Error {
  override name = 'EngineError';
}

export interface Networks {
  readonly engine: Engine;
  readonly reason: string; // a sentence: why this engine runs
  /**
   * Runs a graph. When the GPU fails or goes away, it first makes the networks anew on WASM.
   *
   * @param unneeded outputs that nobody needs: they are not brought back from where they lie
   * @throws {GpuError} once WASM is ready: what lay on the GPU is gone, run again from the CPU's memory
   */
  run(graph: Graph, feeds: Feeds, unneeded?: readonly string[]): Promise<Feeds>;
  /** The same networks on WASM, for a way of drawing that is faster there. */
  onWasm(): Promise<Networks>;
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

/** Each is made when it is first asked for, and asked for again after it could not be made. */
type Sessions = Record<Graph, () => Promise<Session>>;
export type CreateSession = typeof createSession;

const runOf = async (of: Sessions, graph: Graph, feeds: Feeds, unneeded?: readonly string[]) =>
  (await of[graph]()).run(feeds, unneeded);

/** Networks that never change. */
const fixed = (sessions: Sessions, reason: string): Networks => {
  const networks: Networks = {
    engine: 'wasm',
    reason,
    run: (graph, feeds, unneeded) => runOf(sessions, graph, feeds, unneeded),
    onWasm: async () => networks,
  };
  return networks;
};

/**
 * Opens the networks on an engine.
 *
 * @param create makes a session of a graph: onnxruntime's
 * @throws {EngineError} when the engine asked for cannot run here
 */
export async function openNetworks(
  files: ModelFiles,
  engine: Engine,
  create: CreateSession = createSession,
): Promise<Networks> {
  return engine === 'wasm'
    ? fixed(await createSessions(files, 'wasm', create), 'Runs on WASM, as chosen.')
    : openGpu(files, create);
}

const OPEN_PATIENCE = 60_000; // ms
const FALLBACK_PATIENCE = 30_000; // ms

async function openGpu(files: ModelFiles, create: CreateSession): Promise<Networks> {
  const obstacle = await webgpuObstacle(true);
  if (obstacle) throw new EngineError(`WebGPU cannot run here: ${obstacle}. Choose WASM instead.`);
  const opening = inTime(createSessions(files, 'webgpu', create), OPEN_PATIENCE);
  const sessions = await opening.catch((error) => {
    console.error('WebGPU did not start:', error);
    throw new EngineError('WebGPU cannot run here: it did not start. Choose WASM instead.');
  });
  let current: Pick<Networks, 'engine' | 'reason' | 'run'> = {
    engine: 'webgpu',
    reason: 'Runs on WebGPU, as chosen.',
    run: (graph, feeds, unneeded) => runOf(sessions, graph, feeds, unneeded),
  };
  const onWasm = once(async () => {
    const made = await inTime(createSessions(files, 'wasm', create), FALLBACK_PATIENCE);
    return fixed(made, 'Runs on WASM, for this way of drawing.');
  });

  async function fallBack(lost: GpuError) {
    const { run } = await onWasm();
    if (current.engine === 'wasm') return;
    const why = lost.message.replace(/\.$/, '').slice(0, 120);
    current = { engine: 'wasm', reason: `Runs on WASM since the GPU failed: ${why}.`, run };
  }

  return {
    get engine() {
      return current.engine;
    },
    get reason() {
      return current.reason;
    },
    async run(graph, feeds, unneeded) {
      try {
        return await current.run(graph, feeds, unneeded);
      } catch (error) {
        if (error instanceof GpuError) await fallBack(error);
        throw error;
      }
    },
    onWasm,
  };
}

/** On WASM what no first clip can do without. On a GPU all, which is to have proved itself before it draws. */
const AT_ONCE: Record<Engine, readonly Graph[]> = { wasm: FIRST, webgpu: GRAPHS };

async function createSessions(
  files: ModelFiles,
  engine: Engine,
  create: CreateSession,
): Promise<Sessions> {
  const maker = (graph: Graph) => once(() => createOne(files, graph, engine, create));
  const sessions: Sessions = {
    retnet: maker('retnet'),
    decoder: maker('decoder'),
    interpolator: maker('interpolator'),
  };
  for (const graph of AT_ONCE[engine]) await sessions[graph]();
  return sessions;
}

async function createOne(
  { config, graphs, weightsOf }: ModelFiles,
  graph: Graph,
  engine: Engine,
  create: CreateSession,
): Promise<Session> {
  const begin = performance.now();
  const weights = weightsOf(graph);
  const states = graph === 'retnet' ? stateNames(config.retnet.layers) : [];
  performance.measure('weights', { start: begin });
  return create(graph, graphs[graph], weights, engine, states);
}

/** Memoised, and forgotten when it rejects: what could not be had now may be the next time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

const stateNames = (layers: number) => Array.from({ length: layers }, (_, i) => `present.${i}`);
