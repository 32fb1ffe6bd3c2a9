/**
 * `npm run -s evaluate -- --json [--prompts N] [--seed S] [--block B] [--sheet file.png] [--model folder]`:
 * draws random prompts with the shipped graphs in onnxruntime-web and says how many show what was asked
 * for. The last line on stdout is one JSON object; progress goes to stderr.
 *
 * `npm run -s evaluate -- --card file.png`: 64 prompts on one sheet, for somebody to name.
 */
import { readCatalogue } from '../../../models/data/names/catalogue';
import { readShippedModel } from '../../../models/shipped';
import { BEST_GUESS } from '../../../worker/api';
import { usualBlock } from '../../../worker/network/retnet';
import { readModelFiles } from '../../../worker/network/weights';
import type { Answer } from './answers';
import { askQuestions } from './ask';
import { chooseForCard, writeCard } from './card';
import { type Flags, readFlags } from './flags';
import { framesOf, renderLoop } from './loops';
import type { Plain, Question } from './questions';
import { shareOut } from './questions';
import { readExported, report } from './report';
import { writeSheet } from './sheet';
import { type Contract, drawAll, type Result } from './studio';
import { createWorld, type World } from './world';

const LOOPS = 12; // clips of which all frames are drawn

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
    motions: world.motions.length,
    words: vocabulary.words.length,
    block: flags.block ?? usualBlock('wasm', config.retnet),
  };
  const found = flags.card ? await makeCard(world, flags) : await evaluate(world, flags);
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
  const drawn = await drawAll(
    [
      ...questions.map(({ prompt }) => ({ prompt, whole: false })),
      ...moving.map(({ prompt }) => ({ prompt, whole: true })),
    ],
    contractOf(flags),
    (done) => hear('clips', done, questions.length + moving.length),
  );
  const done = performance.now();
  const answers = pair(questions, drawn);
  if (flags.sheet) await writeSheet(flags.sheet, answers);
  const loops = {
    drawn: drawn.flatMap((one) => (one && 'gif' in one ? [framesOf(one.gif)] : [])),
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
  const tasks = questions.map(({ prompt }) => ({ prompt, whole: false }));
  const drawn = await drawAll(tasks, contractOf(flags), (done) =>
    hear('clips', done, tasks.length),
  );
  await writeCard(flags.card!, pair(questions, drawn));
  return { card: flags.card, prompts: questions.length };
}

function checkBlock({ block }: Flags, known: number[]) {
  if (block === undefined || known.includes(block)) return;
  throw new Error(`--block should be one of ${known.join(', ')} for this model, and is ${block}.`);
}

function contractOf({ block, folder }: Flags): Contract {
  return {
    seed: BEST_GUESS,
    ...(block !== undefined && { block }),
    ...(folder && { folder: folder.href }),
  };
}

/** The results go on beyond the questions. */
function pair(questions: Question[], results: Result[]): Answer[] {
  return questions.map((question, i) => {
    const result = results[i];
    return { question, ...(result && 'pictures' in result && { pictures: result.pictures }) };
  });
}

function hear(what: string, done: number, of: number) {
  if (done === of || done % Math.ceil(of / 20) === 0) console.error(`${what} ${done} / ${of}`);
}
