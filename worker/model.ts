/** A model made ready: its files checked, an engine chosen, its networks warm. */
import type { Assets, EngineChoice, Loaded } from './api';
import { type Codebook, createCodebook } from './network/codebook';
import type { ModelConfig } from './network/config';
import { type Networks, openNetworks } from './network/engine';
import { probeRetNet } from './network/retnet';
import { openRuntime } from './network/session';
import { readModelFiles } from './network/weights';
import { findSpoken } from './prompt/names';
import { createParser, type Layer, type ParseScene } from './scene';

export interface Model {
  config: ModelConfig;
  codebook: Codebook;
  networks: Networks;
  loadMs: number;
  parse: ParseScene;
  /** The first layer of a prompt: all of it, for a prompt of one thing. */
  tokenise(prompt: string): Layer;
  /** @returns 1 + index of the motion that the words name, 0 for none */
  motionOf(words: number[]): number;
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
  const parse = createParser(
    files.vocabulary,
    config.retnet.promptWords,
    files.meanings?.meaningOf,
  );
  const tokenise = (prompt: string) => parse(prompt).layers[0]!;
  const motionOf = (words: number[]) =>
    1 + (findSpoken(words, files.vocabulary.motions)?.index ?? -1);
  const loadMs = performance.now() - begin;
  return { config, codebook, networks, parse, tokenise, motionOf, loadMs };
}

/** What a caller is told of a model that is ready. */
export function describeModel({ config, networks, loadMs }: Model): Loaded {
  return {
    engine: networks.engine,
    reason: networks.reason,
    model: { name: config.name, version: config.version },
    examples: config.examples,
    loadMs,
  };
}
