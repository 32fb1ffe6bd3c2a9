/** A model made ready: its files checked, an engine chosen, its networks warm. */
import type { Assets, EngineChoice, Loaded } from './api';
import { MOTIONS } from './motion/motions';
import { obeysOf, readDefaults } from './moves';
import { captionOf, styleIn, type Wanted } from './network/caption';
import { type Codebook, createCodebook } from './network/codebook';
import type { ModelConfig } from './network/config';
import { type Networks, openNetworks } from './network/engine';
import { probeRetNet } from './network/retnet';
import { openRuntime } from './network/session';
import { readModelFiles } from './network/weights';
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

/**
 * Call it once in a realm: the runtime cannot be opened again after it failed.
 *
 * @param onLoading hears how much is done, 0 to 1
 * @throws {ModelError} naming the file that is missing or damaged
 * @throws {EngineError} when the engine asked for cannot run here
 */
export async function loadModel(
  assets: Assets,
  engine: EngineChoice,
  onLoading: (fraction: number) => void | Promise<void> = () => {},
): Promise<Model> {
  const begin = performance.now();
  const files = await readModelFiles(assets.model);
  await onLoading(0.2);
  const { config } = files;
  const codebook = createCodebook(config.codebook);
  openRuntime(assets.runtime);
  const networks = await openNetworks(files, engine, ({ retnet }, on) =>
    probeRetNet(retnet, on, config, codebook),
  );
  const { vocabulary } = files;
  const read = createPromptReader(assets.model, assets.tables, obeysOf);
  const { subjects, styles } = vocabulary;
  const known = new Map(subjects.map((subject) => [subject.name, subject]));
  const groupOf = (thing: string) => known.get(thing)?.group ?? '';
  const suits = readDefaults(textOf(assets.tables['default-motions.txt']));
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
    isLively(thing, style) {
      const subject = known.get(thing);
      const asked = styles.findIndex(({ name }) => name === style);
      const drawn = subject && styleIn(subject, asked, false);
      return subject?.alive?.some((living) => living.style === drawn) ?? false;
    },
    suitingMotion: (thing) => suits(thing, groupOf(thing)),
    captionOf: (wanted) => captionOf(wanted, vocabulary),
    loadMs,
  };
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
