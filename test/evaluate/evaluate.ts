/**
 * `npm run -s evaluate -- --json [--prompts N] [--seed S] [--sheet file.png] [--model folder]`: draws
 * random prompts with the shipped graphs in onnxruntime-web and says how many show what was asked for.
 * The last line on stdout is one JSON object; progress goes to stderr.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type Catalogue, readCatalogue } from '../../models/data/catalogue';
import { type Affine, STEPS } from '../../models/data/motions';
import { readRuntime, readShippedModel } from '../../models/shipped';
import type { Vocabulary } from '../../worker/tokenizer';
import { openModel, premultiply } from './model';
import { askQuestions } from './prompts';
import { type Art, type Clip, createReferences, onGrey } from './references';
import { scoreClips } from './scores';
import { writeSheet } from './sheet';

const CEILING = 'true renderings; the encoder of the model is not shipped';

const OPTIONS = {
  json: { type: 'boolean', default: false }, // one line instead of many
  prompts: { type: 'string', default: '128' },
  seed: { type: 'string', default: '1' }, // of the prompts and of the sampling
  sheet: { type: 'string' }, // PNG of all clips, to look at
  model: { type: 'string' }, // folder; the shipped one when left out
} as const;

try {
  await evaluate();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function evaluate() {
  const { values: flags } = parseArgs({ options: OPTIONS });
  const count = integer('prompts', flags.prompts, 2);
  const seed = integer('seed', flags.seed, 0);
  const began = performance.now();
  const folder = flags.model ? pathToFileURL(`${flags.model}/`) : undefined;
  const [runtime, files] = [await readRuntime(), await readShippedModel(folder)];
  const model = await openModel({ runtime, model: files });
  const { config, vocabulary } = model;
  const { art, names } = artOf(readCatalogue(), vocabulary, config.frame);
  const subjects = names.subjects.map(({ name }) => name);
  const questions = askQuestions(subjects, names.motions, count, seed);

  const clips: Clip[] = [];
  const loaded = performance.now();
  for (const { prompt } of questions) {
    const pictures = await model.draw(prompt, seed);
    clips.push(pictures.map((picture) => onGrey(premultiply(picture))));
    progress('clips', clips.length, count);
  }
  const drawn = performance.now();
  if (flags.sheet) {
    const captions = questions.map(({ prompt }) => prompt);
    await writeSheet(flags.sheet, clips, captions, art.frame);
  }

  const references = await createReferences(art, (done) =>
    progress('references', done, art.subjects),
  );
  const scores = await scoreClips(questions, clips, names, references, (done) =>
    progress('scores', done, count),
  );
  const scored = performance.now();
  const report = {
    model: `${config.name} ${config.version}`,
    weightsBytes: model.weightsBytes,
    subjects: art.subjects,
    motions: art.motions.length,
    words: vocabulary.words.length,
    seed,
    ...scores,
    ceiling: { ...scores.ceiling, of: CEILING },
    ms: {
      load: Math.round(model.loadMs),
      clip: Math.round((drawn - loaded) / count), // key frames only
      score: Math.round(scored - drawn),
      total: Math.round(scored - began),
    },
  };
  console.log(flags.json ? JSON.stringify(report) : JSON.stringify(report, null, 2));
}

/** What the model was trained on, rendered as it was then. @throws when it is not in the catalogue */
function artOf(
  catalogue: Catalogue,
  vocabulary: Vocabulary,
  frame: { size: number; keyPhases: number[] },
) {
  const drawn = vocabulary.subjects.map(({ name }) => find('subject', name, catalogue.subjects));
  const motions = vocabulary.motions.map(({ name }) => find('motion', name, catalogue.motions));
  const poses = motions.map(({ transforms }) =>
    frame.keyPhases.map((phase): Affine => transforms[Math.round(phase * STEPS) % STEPS]!),
  );
  const art: Art = {
    frame: frame.size,
    subjects: drawn.length,
    motions: poses,
    draw: (subject) => catalogue.draw(drawn[subject]!),
  };
  return { art, names: { subjects: drawn, motions: motions.map(({ name }) => name) } };
}

function find<T extends { name: string }>(kind: string, name: string, among: T[]): T {
  const found = among.find((item) => item.name === name);
  if (!found)
    throw new Error(`The model knows the ${kind} “${name}”, which models/data does not hold.`);
  return found;
}

function integer(flag: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${flag} should be a whole number of at least ${least}, and is “${text}”.`);
}

function progress(what: string, done: number, of: number) {
  if (done === of || done % Math.ceil(of / 20) === 0) console.error(`${what} ${done} / ${of}`);
}
