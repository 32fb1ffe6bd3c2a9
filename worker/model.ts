/** A model made ready: its files checked, an engine chosen, its networks warm. */
import type { Assets, EngineChoice, Loaded } from './api';
import { type Codebook, createCodebook } from './codebook';
import type { ModelConfig } from './config';
import { type Networks, openNetworks } from './engine';
import { probeRetNet } from './retnet';
import { openRuntime } from './session';
import { createTokenizer, findMotion, type Tokens } from './tokenizer';
import { readModelFiles } from './weights';

export interface Model {
  config: ModelConfig;
  codebook: Codebook;
  networks: Networks;
  loadMs: number;
  /** @throws {PromptError} when nothing is left to draw */
  tokenise(prompt: string): Tokens;
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
  const tokenise = createTokenizer(files.vocabulary, config.retnet.promptWords);
  const motionOf = (words: number[]) => findMotion(words, files.vocabulary.motions);
  const loadMs = performance.now() - begin;
  return { config, codebook, networks, tokenise, motionOf, loadMs };
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
