/** The one JSON object that the evaluation prints. */
import { existsSync, readFileSync } from 'node:fs';
import { shippedFolder } from '../../../models/shipped';
import { type Answer, ofKind } from './answers';
import { loopError } from './loops';
import { scoreColours, scoreLiving, scoreScenes } from './others';
import type { Flat } from './pictures';
import { scorePlain } from './scores';
import type { World } from './world';

const CEILING = 'true renderings; the encoder of the model is not shipped';

/** What the exporter measured, as what it takes is not shipped: the encoder, full weights. */
interface Exported {
  tokenizer: { psnrWhite: number; psnrBlack: number; ssim: number } | null;
  r1Full: number | null;
}

/** @param folder of the model; the shipped one when left out */
export function readExported(folder: URL = shippedFolder): Exported {
  const file = new URL('scores.json', folder);
  const scores: Partial<Exported> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return { tokenizer: scores.tokenizer ?? null, r1Full: scores.r1Full ?? null };
}

/**
 * @param loops all frames of some clips that move, and of their true renderings
 * @param hear told what is being compared, and how far that is
 */
export async function report(
  world: World,
  answers: Answer[],
  loops: { drawn: Flat[][]; truths: Flat[][] },
  exported: Exported,
  hear: (what: string, done: number, of: number) => void,
) {
  const plain = await scorePlain(world, answers, (done, of) => hear('pictures', done, of));
  const living = await scoreLiving(world, answers);
  const scenes = await scoreScenes(world, answers, (done, of) => hear('scenes', done, of));
  const { main, r5, heldOut, paraphrase, unseen, style } = plain;
  const kinds = [...new Set(answers.map(({ question }) => question.kind))];
  return {
    prompts: answers.length,
    asked: Object.fromEntries(kinds.map((kind) => [kind, ofKind(answers, kind).length])),
    r1: main.r1,
    r5,
    motion: main.motion,
    heldOut,
    paraphrase,
    unseenWords: { prompts: unseen.prompts, r1: unseen.r1 },
    ...scoreColours(answers),
    styleHeldOut: style.r1,
    scenes,
    living,
    byGroup: plain.byGroup,
    byMotion: plain.byMotion,
    byStyle: plain.byStyle,
    floor: plain.floor,
    ceiling: { ...plain.ceiling, of: CEILING },
    tokenizer: exported.tokenizer,
    quantization: { r1Full: exported.r1Full, r1Shipped: main.r1 },
    loopError: loopError(loops.drawn),
    loopErrorOfTruth: loopError(loops.truths),
    freezeRate: plain.freezeRate,
  };
}
