/**
 * What is never trained, so that the evaluation can ask for combinations that the model has not seen:
 * motions of a subject, and subjects in a style. The lists are committed and go with the shipped model.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRandom } from '../../../worker/network/random';
import type { Catalogue } from './catalogue';

export interface HeldOut {
  pairs: [subject: string, motion: string][];
  styles: [subject: string, style: string][];
}

const FILE = new URL('heldout.json', import.meta.url);
const SEED = 2401_00869; // the paper's number
const SHARE = 0.05;

/** Draws the lists: still, “alive” and the first style are always trained. */
export function chooseHeldOut({ subjects, motions, styles }: Catalogue): HeldOut {
  const random = createRandom(SEED);
  const held = () => random() < SHARE;
  const sprites = subjects.filter(({ lively }) => !lively);
  const moving = motions.filter((motion) => motion.transforms).slice(1);
  return {
    pairs: sprites.flatMap(({ name }) =>
      moving.filter(held).map((motion): [string, string] => [name, motion.name]),
    ),
    styles: sprites.flatMap((subject) =>
      subject.styles
        .slice(1)
        .filter(held)
        .map((style): [string, string] => [subject.name, styles[style]!.name]),
    ),
  };
}

/** The committed lists; drawn and written where there are none. */
export function readHeldOut(catalogue: Catalogue): HeldOut {
  if (!existsSync(FILE)) {
    const lines = (list: string[][]) =>
      list.map((pair) => `    ${JSON.stringify(pair)}`).join(',\n');
    const { pairs, styles } = chooseHeldOut(catalogue);
    const text = `{\n  "pairs": [\n${lines(pairs)}\n  ],\n  "styles": [\n${lines(styles)}\n  ]\n}\n`;
    writeFileSync(FILE, text);
  }
  return JSON.parse(readFileSync(FILE, 'utf8'));
}
