/**
 * Runs in the browser: draws the first cells of a clip on both engines through the worker's own
 * modules, and notes every logit on the way.
 */
import type { Assets, Engine } from '../../worker/api';
import { loadModel } from '../../worker/model';
import { drawCodes } from '../../worker/retnet';

export interface Drawn {
  engine: Engine;
  codes: number[]; // [cells, groups]
  logits: number[]; // of the first group of each cell, the first 64 codes
}

const NOTED = 64; // codes whose logits are compared

/** @param cells drawn, a whole number of blocks */
export async function drawOn(engine: Engine, cells: number, assets: Assets): Promise<Drawn> {
  const { networks, config, codebook, tokenise } = await loadModel(assets, engine);
  const { words } = tokenise(config.examples[0] ?? '');
  const logits: number[] = [];
  const greedy = (values: Float32Array, at: number, count: number) => {
    const mine = values.subarray(at, at + count);
    logits.push(...mine.subarray(0, NOTED));
    return mine.indexOf(Math.max(...mine));
  };
  const block = config.retnet.defaultBlock;
  const steps = drawCodes(networks, config, codebook, words, { block, guidance: 1, draw: greedy });
  for await (const drawn of steps) {
    if (drawn.cells < cells) continue;
    const codes = [...drawn.codes.subarray(0, cells * codebook.groups)];
    return { engine: networks.engine, codes, logits };
  }
  throw new Error(`The clip has fewer than ${cells} cells.`);
}

/** Reads the files that the test serves beside the page. */
export async function drawFrom(engine: Engine, cells: number, names: string[]): Promise<Drawn> {
  const read = async (name: string) =>
    new Uint8Array(await (await fetch(`/assets/${name}`)).arrayBuffer());
  const files = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
  return drawOn(engine, cells, {
    runtime: await read('runtime'),
    model: Object.fromEntries(files),
  });
}
