/** A model made ready: its files checked, an engine chosen, its networks warm. */
import type { Assets, Engine, Loaded } from './api';
import { MOTIONS } from './motion/motions';
import { obeysOf, readDefaults } from './moves';
import { captionOf, styleIn, type Wanted } from './network/caption';
import { type Codebook, createCodebook } from './network/codebook';
import type { ModelConfig } from './network/config';
import { type CreateSession, type Networks, openNetworks } from './network/engine';
import { createSession, openRuntime, provideRuntime } from './network/session';
import { readModelFiles } from './network/weights';
import type { Arriving } from './page/unpack';
import { isPlaceholder } from './placeholders/draw';
import { createPromptReader, type ReadPrompt } from './prompt/read';

export interface Model {
  config: ModelConfig;
  codebook: Codebook;
  networks: Networks;
  loadMs: number;
  read: ReadPrompt;
  styles: string[]; // all that there are
  /** Those that a thing is drawn in, the usual one first; none for a formula. */
  stylesOf(thing: string): string[];
  /** The style that it is drawn in when it stands still, where one is asked for or none; null for a formula. */
  styleOf(thing: string, asked: string | null): string | null;
  groupOf(thing: string): string;
  /** Whether it can be drawn, by the network or by a formula. */
  knows(thing: string): boolean;
  /** Other things that share a name with it, the most common first: cat, tabby cat, black cat. */
  kinOf(thing: string): string[];
  /** Whether the network knows a movement of its own for a thing. */
  isAlive(thing: string): boolean;
  /** Whether it moves so in the style that it is drawn in when it stands still. */
  isLively(thing: string, style: string | null): boolean;
  /** The movement that suits a thing where a prompt names none. */
  suitingMotion(thing: string): string;
  /** What the network is told of a layer: word ids, none for what it does not know. */
  captionOf(wanted: Wanted): number[];
}

const NONE = -1; // index of a style that there is not

/**
 * Call it once in a realm: the runtime cannot be opened again after it failed.
 *
 * @param onLoading hears how much is done, 0 to 1
 * @throws {ModelError} naming the file that is missing or damaged
 * @throws {EngineError} when the engine asked for cannot run here
 */
export async function loadModel(
  assets: Arriving<Assets>,
  engine: Engine,
  onLoading: (fraction: number) => void | Promise<void> = () => {},
): Promise<Model> {
  const begin = performance.now();
  const opening = openRuntimes(assets, engine).then(() => onLoading(0.5));
  opening.catch(() => {}); // told below, by the first session
  const [model, tables] = await Promise.all([assets.model, assets.tables]);
  const [intact, expanded] = await Promise.all([assets.intact, assets.expanded]);
  const files = await readModelFiles(model, { intact, expanded });
  const { config, vocabulary } = files;
  const codebook = createCodebook(config.codebook);
  let reader: ReadPrompt | undefined; // made behind ready, or by the first prompt: sessions need none
  const read: ReadPrompt = (prompt) => {
    reader ??= measured('reader', () => createPromptReader(model, tables, obeysOf));
    return reader(prompt);
  };
  if (engine === 'webgpu') await opening; // a runtime that is damaged is no failure of the GPU
  const create: CreateSession = async (...given) => {
    await opening; // weights are expanded meanwhile
    return createSession(...given);
  };
  const networks = await openNetworks(files, engine, create);
  const { subjects, styles } = vocabulary;
  const known = new Map(subjects.map((subject) => [subject.name, subject]));
  const groupOf = (thing: string) => known.get(thing)?.group ?? '';
  const drawnIn = (thing: string, asked: string | null) => {
    const subject = known.get(thing);
    const style = styles.findIndex(({ name }) => name === asked);
    return subject ? styleIn(subject, style, false) : NONE;
  };
  const suits = readDefaults(textOf(tables['default-motions.txt']));
  const loadMs = performance.now() - begin;
  return {
    config,
    codebook,
    networks,
    read,
    styles: styles.map(({ name }) => name),
    stylesOf: (thing) => known.get(thing)?.styles.flatMap((at) => styles[at]?.name ?? []) ?? [],
    groupOf,
    knows: (thing) => known.has(thing) || isPlaceholder(thing),
    kinOf: (thing) => {
      const last = thing.split(' ').at(-1)!;
      return [...known.keys()].filter((name) => name !== thing && name.split(' ').includes(last));
    },
    isAlive: (thing) => known.get(thing)?.alive !== undefined,
    styleOf: (thing, asked) => styles[drawnIn(thing, asked)]?.name ?? null,
    isLively: (thing, style) =>
      known.get(thing)?.alive?.some((living) => living.style === drawnIn(thing, style)) ?? false,
    suitingMotion: (thing) => suits(thing, groupOf(thing)),
    captionOf: (wanted) => captionOf(wanted, vocabulary),
    loadMs,
  };
}

/** The runtime is compiled beside this thread, which checks and expands the model meanwhile. */
async function openRuntimes({ runtime, lean, gpuRuntime }: Arriving<Assets>, engine: Engine) {
  provideRuntime('wasm', await runtime, await lean);
  const gpu = await gpuRuntime;
  if (gpu) provideRuntime('webgpu', gpu);
  await openRuntime(engine);
}

/** Notes how long a part of the start takes, for DevTools and the benchmark. */
function measured<T>(name: string, work: () => T): T {
  const start = performance.now();
  const made = work();
  performance.measure(name, { start });
  return made;
}

/** What a caller is told of a model that is ready. */
export function describeModel({ config, networks, styles, loadMs }: Model): Loaded {
  return {
    engine: networks.engine,
    reason: networks.reason,
    model: { name: config.name, version: config.version },
    examples: config.examples,
    motions: MOTIONS.map(({ name }) => name),
    styles,
    loadMs,
  };
}

const textOf = (bytes?: Uint8Array) => (bytes ? new TextDecoder().decode(bytes) : '');
