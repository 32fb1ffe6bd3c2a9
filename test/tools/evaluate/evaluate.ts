/**
 * `npm run -s evaluate -- --json [--prompts N] [--seed S] [--block B] [--sheets folder] [--model folder]`: draws random
 * prompts and captions with the shipped graphs in onnxruntime-web and says how many show what was asked for, and how
 * sharp they are. The last line on stdout is one JSON object; progress goes to stderr. The first run samples all
 * animations that the model learnt (half an hour; 730 MB from the npm registry; Chromium), later ones remember them.
 *
 * `npm run -s evaluate -- --card file.png`: 64 given prompts on one sheet, for somebody to name.
 * `npm run -s evaluate -- --prompts-file file.tsv --sheet file.png`: the first frame of each prompt in the
 * file's first column, to look at.
 */
import { openSampler } from '../../../models/data/art/living/sample';
import { readCatalogue } from '../../../models/data/names/catalogue';
import { readShippedModel, readTables } from '../../../models/shipped';
import { type Background, BEST_GUESS } from '../../../worker/api';
import { MOTIONS } from '../../../worker/motion/motions';
import { obeysOf } from '../../../worker/moves';
import { usualBlock } from '../../../worker/network/retnet';
import { type ModelFiles, readModelFiles } from '../../../worker/network/weights';
import { createPromptReader, type ReadPrompt } from '../../../worker/prompt/read';
import { askQuestions } from './ask/ask';
import { createDraws } from './ask/draws';
import { GIVEN, readPrompts } from './ask/given';
import { phasesOf, type Question, shareOut } from './ask/questions';
import { type Contract, drawAll, type Task } from './draw/studio';
import { type Flags, readFlags } from './flags';
import type { Answer } from './score/answers';
import { report } from './score/report';
import { writeSheets } from './sheets/beside';
import { CARD, CARD_PHASES, writeCard } from './sheets/card';
import { writePrompts } from './sheets/prompts';
import { TILE } from './sheets/sheet';
import { createWorld, type World } from './truth/world';

const MID_GREY = '#808080'; // what distances are measured on
const BETWEEN = 2; // frames for each key frame of a clip: itself, and what lies halfway to the next

try {
  const flags = readFlags();
  const model = await readShippedModel(flags.folder);
  const files = await readModelFiles(model);
  checkBlock(flags, files.config.retnet.blockSizes);
  const found = flags.file
    ? await drawPrompts(flags, flags.file)
    : flags.card
      ? await makeCard(flags, flags.card)
      : await evaluate(files, createPromptReader(model, await readTables(), obeysOf), flags);
  const all = { ...factsOf(files, flags), ...found };
  console.log(flags.json ? JSON.stringify(all) : JSON.stringify(all, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function factsOf({ config, vocabulary, storage }: ModelFiles, { block, seed }: Flags) {
  return {
    model: `${config.name} ${config.version}`,
    weightsBytes: storage.length,
    subjects: vocabulary.subjects.length,
    styles: vocabulary.styles.length,
    motions: MOTIONS.length, // as maps
    words: vocabulary.words.length,
    block: block ?? usualBlock('wasm', config.retnet),
    seed,
  };
}

async function evaluate({ config, vocabulary }: ModelFiles, read: ReadPrompt, flags: Flags) {
  const began = performance.now();
  const sampler = await openSampler();
  try {
    const { keyPhases } = config.frame;
    const world = createWorld(readCatalogue(), vocabulary, keyPhases, sampler.sample);
    const questions = await askQuestions(world, shareOut(flags.prompts), flags.seed);
    const asked = performance.now();
    const tasks = questions.map((question) => taskOf(question, world));
    const drawn = await drawAll(tasks, contractOf(flags, MID_GREY), (done) =>
      hear('clips', done, tasks.length),
    );
    const done = performance.now();
    const answers = questions.map((question, i): Answer => {
      const own = drawn[i];
      return { question, ...(own && { drawn: own }) };
    });
    if (flags.sheets) await writeSheets(flags.sheets, world, answers);
    const scores = await report(world, read, answers, hear);
    const ms = {
      draw: Math.round(done - asked),
      clip: Math.round((done - asked) / drawn.length), // with all artists at work
      score: Math.round(performance.now() - done),
      total: Math.round(performance.now() - began),
    };
    return { ...scores, ms };
  } finally {
    await sampler.close();
  }
}

function taskOf(question: Question, world: World): Task {
  const { kind, prompt } = question;
  if (kind !== 'picture' && kind !== 'heldOut' && kind !== 'clip')
    return { prompt, phases: phasesOf(question, world) };
  const { subject, style } = question;
  if (kind !== 'clip') return { caption: world.captionOf(subject, style), keyFrames: 1, frames: 1 };
  const keyFrames = world.phases.length;
  return {
    caption: world.captionOf(subject, style, true),
    keyFrames,
    frames: BETWEEN * keyFrames,
  };
}

async function makeCard(flags: Flags, card: string) {
  const prompts = createDraws(flags.seed, 'card').shuffle(readPrompts(GIVEN)).slice(0, CARD);
  const tasks = prompts.map((prompt) => ({ prompt, phases: CARD_PHASES }));
  const drawn = await drawAll(tasks, contractOf(flags, TILE), (done) =>
    hear('clips', done, tasks.length),
  );
  await writeCard(card, prompts, drawn);
  return { card, prompts: prompts.length };
}

async function drawPrompts(flags: Flags, file: { prompts: string; sheet: string }) {
  const prompts = readPrompts(file.prompts);
  const tasks = prompts.map((prompt) => ({ prompt, phases: [0] }));
  const drawn = await drawAll(tasks, contractOf(flags, TILE), (done) =>
    hear('prompts', done, tasks.length),
  );
  await writePrompts(file.sheet, prompts, drawn);
  const refused = prompts.filter((_, i) => !drawn[i]);
  return { sheet: file.sheet, prompts: prompts.length, refused };
}

function checkBlock({ block }: Flags, known: number[]) {
  if (block === undefined || known.includes(block)) return;
  throw new Error(`--block should be one of ${known.join(', ')} for this model, and is ${block}.`);
}

function contractOf({ block, folder }: Flags, ground: Background): Contract {
  return {
    seed: BEST_GUESS,
    ground,
    ...(block !== undefined && { block }),
    ...(folder && { folder: folder.href }),
  };
}

function hear(what: string, done: number, of: number) {
  if (done === of || done % Math.ceil(of / 20) === 0) console.error(`${what} ${done} / ${of}`);
}
