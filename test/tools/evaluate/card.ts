/**
 * The sheet that goes with the model card: 64 clips of all kinds, two frames of each, numbered and without
 * their prompts, so that somebody who was not shown them can say what they see. The prompts lie beside it.
 */
import { writeFile } from 'node:fs/promises';
import type { Answer } from './answers';
import { askQuestions } from './ask';
import { createDraws } from './draws';
import type { Kind, Plain, Question } from './questions';
import { type Spot, TILE, text, tile, writePng } from './sheet';
import type { World } from './world';

/** 64 in all. */
const COUNTS: Record<Kind, number> = {
  main: 28,
  heldOut: 4,
  paraphrase: 0,
  unseen: 0,
  style: 0,
  living: 10,
  colour: 8,
  pair: 8,
  count: 6,
};
const POOL = 400; // questions among which those of the main kind are chosen
const FRAMES = [0, 1]; // key frames that are shown: at rest, and a quarter of the loop later
const COLUMNS = 8;
const [GAP, INNER, HEAD] = [20, 4, 26]; // px: around clips, between their frames, above them

export async function chooseForCard(world: World, seed: number): Promise<Question[]> {
  const questions = await askQuestions(world, { ...COUNTS, main: POOL }, seed);
  const main = questions.filter((one): one is Plain => one.kind === 'main');
  const others = questions.filter(({ kind }) => kind !== 'main');
  const chosen = takeTurns(main, ({ subject }) => world.subjects[subject]!.group);
  const all = [...chosen.slice(0, COUNTS.main), ...others];
  return createDraws(seed, 'card').shuffle(all);
}

/** The first of each group, then the second of each, and so on. */
function takeTurns<T>(items: T[], groupOf: (item: T) => string): T[] {
  const groups = [...new Set(items.map(groupOf))];
  const queues = groups.map((group) => items.filter((item) => groupOf(item) === group));
  return items.flatMap((_, turn) => queues.flatMap((queue) => queue[turn] ?? []));
}

/** @param file a PNG; the prompts are written beside it as JSON */
export async function writeCard(file: string, answers: Answer[]) {
  const edge = answers.flatMap(({ pictures = [] }) => pictures)[0]?.width ?? 0;
  const cell = { width: FRAMES.length * (edge + INNER) + GAP, height: edge + HEAD };
  const place = (i: number): Spot => ({
    left: (i % COLUMNS) * cell.width + GAP,
    top: Math.floor(i / COLUMNS) * cell.height,
  });
  const spot = (i: number, k: number): Spot => {
    const { left, top } = place(i);
    return { left: left + k * (edge + INNER), top: top + HEAD };
  };
  const pictures = answers.flatMap(({ pictures = [] }, i) =>
    FRAMES.flatMap((frame, k) => (pictures[frame] ? tile(pictures[frame], spot(i, k)) : [])),
  );
  const grounds = answers.flatMap((_, i) =>
    FRAMES.map((_, k) => {
      const { left, top } = spot(i, k);
      return `<rect x="${left}" y="${top}" width="${edge}" height="${edge}" fill="${TILE}"/>`;
    }),
  );
  const numbers = answers.map((_, i) => text(`${i + 1}`, place(i).left, place(i).top + 18, 16));
  const height = Math.ceil(answers.length / COLUMNS) * cell.height + GAP;
  const size = { width: COLUMNS * cell.width + GAP, height };
  await writePng(file, size, [...grounds, ...numbers], pictures);
  const prompts = answers.map(({ question }, i) => ({ number: i + 1, prompt: question.prompt }));
  await writeFile(file.replace(/(\.png)?$/, '.json'), `${JSON.stringify(prompts, null, 2)}\n`);
}
