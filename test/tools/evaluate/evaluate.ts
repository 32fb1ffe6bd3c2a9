/**
 * `npm run -s evaluate -- --json [--prompts N] [--seed S] [--block B] [--sheet file.png] [--model folder]`:
 * draws random prompts with the shipped graphs in onnxruntime-web and says how many show what was asked
 * for. The last line on stdout is one JSON object; progress goes to stderr.
 *
 * `npm run -s evaluate -- --card file.png`: 64 prompts on one sheet, for somebody to name.
 * `npm run -s evaluate -- --prompts-file file.tsv --sheet file.png`: the first frame of each prompt in the
 * file's first column, to look at.
 */
import { readCatalogue } from '../../../models/data/names/catalogue';
import { readShippedModel } from '../../../models/shipped';
import { type Background, BEST_GUESS } from '../../../worker/api';
import { MOTIONS } from '../../../worker/motion/motions';
import { usualBlock } from '../../../worker/network/retnet';
import { readModelFiles } from '../../../worker/network/weights';
import type { Answer } from './answers';
import { askQuestions } from './ask';
import { chooseForCard, writeCard } from './card';
import { type Flags, readFlags } from './flags';
import { LOOP, renderLoop } from './loops';
import { flattenClip } from './pictures';
import { readPrompts, writePrompts } from './prompts';
import { type Plain, phasesOf, type Question, shareOut } from './questions';
import { readExported, report } from './report';
import { TILE, writeSheet } from './sheet';
import { type Contract, drawAll, type Result } from './studio';
import { createWorld, type World } from './world';

const LOOPS = 12; // clips of which all frames are drawn
const MID_GREY = '#808080'; // what distances are measured on

try {
  const flags = readFlags();
  const { config, vocabulary, storage } = await readModelFiles(
    await readShippedModel(flags.folder),
  );
  checkBlock(flags, config.retnet.blockSizes);
  const world = createWorld(readCatalogue(), vocabulary, config.frame);
  const facts = {
    model: `${config.name} ${config.version}`,
    weightsBytes: storage.length,
    subjects: world.subjects.length,
    motions: MOTIONS.length, // as maps; those that the training knew are asked for
    words: vocabulary.words.length,
    block: flags.block ?? usualBlock('wasm', config.retnet),
  };
  const found = flags.promptsFile
    ? await drawPrompts(flags)
    : flags.card
      ? await makeCard(world, flags)
      : await evaluate(world, flags);
  const all = { ...facts, seed: flags.seed, ...found };
  console.log(flags.json ? JSON.stringify(all) : JSON.stringify(all, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function evaluate(world: World, flags: Flags) {
  const began = performance.now();
  const questions = await askQuestions(world, shareOut(flags.prompts), flags.seed);
  const moving = questions
    .filter((one): one is Plain => one.kind === 'main' && one.motion > 0)
    .slice(0, LOOPS);
  const asked = performance.now();
  const whole = Array.from({ length: LOOP }, (_, i) => i / LOOP);
  const tasks = [
    ...questions.map((one) => ({ prompt: one.prompt, phases: phasesOf(one, world) })),
    ...moving.map(({ prompt }) => ({ prompt, phases: whole })),
  ];
  const drawn = await drawAll(tasks, contractOf(flags, MID_GREY), (done) =>
    hear('clips', done, tasks.length),
  );
  const done = performance.now();
  const answers = pair(questions, drawn);
  if (flags.sheet) await writeSheet(flags.sheet, answers);
  const loops = {
    drawn: drawn.slice(questions.length).flatMap((one) => (one ? [flattenClip(one)] : [])),
    truths: await Promise.all(moving.map((question) => renderLoop(world, question))),
  };
  const scores = await report(world, answers, loops, readExported(flags.folder), hear);
  const ms = {
    draw: Math.round(done - asked),
    clip: Math.round((done - asked) / drawn.length), // with all artists at work
    score: Math.round(performance.now() - done),
    total: Math.round(performance.now() - began),
  };
  return { ...scores, ms };
}

async function makeCard(world: World, flags: Flags) {
  const questions = await chooseForCard(world, flags.seed);
  const tasks = questions.map(({ prompt }) => ({ prompt, phases: world.phases }));
  const drawn = await drawAll(tasks, contractOf(flags, TILE), (done) =>
    hear('clips', done, tasks.length),
  );
  await writeCard(flags.card!, pair(questions, drawn));
  return { card: flags.card, prompts: questions.length };
}

async function drawPrompts(flags: Flags) {
  const prompts = readPrompts(flags.promptsFile!);
  const tasks = prompts.map((prompt) => ({ prompt, phases: [0] }));
  const drawn = await drawAll(tasks, contractOf(flags, TILE), (done) =>
    hear('prompts', done, tasks.length),
  );
  await writePrompts(flags.sheet!, prompts, drawn);
  const refused = prompts.filter((_, i) => !drawn[i]);
  return { sheet: flags.sheet, prompts: prompts.length, refused };
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

/** The results go on beyond the questions. */
function pair(questions: Question[], results: Result[]): Answer[] {
  return questions.map((question, i) => {
    const pictures = results[i];
    return { question, ...(pictures && { pictures }) };
  });
}

function hear(what: string, done: number, of: number) {
  if (done === of || done % Math.ceil(of / 20) === 0) console.error(`${what} ${done} / ${of}`);
}
