/**
 * How true to the pixel pictures are, whatever they are nearest to: what the graphs draw of canonical captions against
 * true renderings at full size, on white. The formulas are those of models/train/frames.py and scoring.py.
 */
import type { Picture } from '../../../../worker/api';
import type { World } from '../truth/world';
import { type Answer, mean, ofKind } from './answers';

const FLAT = 'flat'; // gradients of outlines are their antialiasing, those of 3d pictures are grain

/** Means over all pictures asked for; null of nothing. */
export async function scoreSharpness(world: World, answers: Answer[]) {
  const scores: { style: string; psnr: number; gradient: number }[] = [];
  for (const { question, drawn } of ofKind(answers, 'picture')) {
    const { subject, style } = question;
    const truth = onWhite(await world.draw(subject, style));
    const made = onWhite(drawn!.pictures[0]!.rgba);
    const gradient = gradientEnergy(made) / Math.max(1e-6, gradientEnergy(truth));
    scores.push({ style: world.styles[style]!.name, psnr: psnr(made, truth), gradient });
  }
  const of = (style: string) => scores.filter((one) => one.style === style);
  const psnrs = (some: typeof scores) => some.map((one) => one.psnr);
  return {
    flat: mean(psnrs(of('flat'))),
    d3: mean(psnrs(of('3d'))),
    outline: mean(psnrs(of('outline'))),
    worstDecile: mean(worstTenth(psnrs(scores))),
    gradient: mean(of(FLAT).map(({ gradient }) => gradient)),
  };
}

/** Of clips: dB of the first key frame, the worst one, and what lies halfway between; and how much was drawn anew. */
export async function scoreClips(world: World, answers: Answer[]) {
  const clips: { first: number; worst: number; between: number; changed: number }[] = [];
  const count = world.phases.length;
  for (const { question, drawn } of ofKind(answers, 'clip')) {
    const truth = await world.clip(question.subject, question.style);
    const { pictures, changed } = drawn!;
    const each = pictures.map(({ rgba }, i) => {
      const at = Math.round((i * truth.length) / pictures.length);
      return psnr(onWhite(rgba), onWhite(truth[at]!));
    });
    const step = pictures.length / count;
    const keys = each.filter((_, i) => i % step === 0);
    clips.push({
      first: keys[0]!,
      worst: Math.min(...keys),
      between: mean(each.filter((_, i) => i % step !== 0))!,
      changed: mean(changed.slice(1))!,
    });
  }
  const of = (score: keyof (typeof clips)[number]) => mean(clips.map((clip) => clip[score]));
  return {
    living: { first: of('first'), worst: of('worst'), between: of('between') },
    changedShare: of('changed'),
  };
}

const worstTenth = (values: number[]) =>
  [...values].sort((a, b) => a - b).slice(0, Math.max(1, Math.floor(values.length / 10)));

/** Straight bytes [edge, edge, 4] composited on white: [edge, edge, 3], 0 to 1. */
export function onWhite(rgba: Picture['rgba'] | Uint8Array): Float32Array {
  const rgb = new Float32Array((rgba.length / 4) * 3);
  for (let i = 0, at = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3]! / 255;
    for (let k = 0; k < 3; k++) rgb[at++] = 1 - alpha + (rgba[i + k]! / 255) * alpha;
  }
  return rgb;
}

const LEAST = 1e-6; // error below which pictures are the same: 60 dB

/** dB */
export function psnr(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return -10 * Math.log10(Math.max(LEAST, sum / a.length));
}

/** The sum of squared steps from each pixel to the next, across and down. @param rgb [edge, edge, 3] */
export function gradientEnergy(rgb: Float32Array): number {
  const row = 3 * Math.sqrt(rgb.length / 3);
  let sum = 0;
  for (let i = 0; i < rgb.length; i++) {
    if (i % row < row - 3) sum += (rgb[i + 3]! - rgb[i]!) ** 2;
    if (i + row < rgb.length) sum += (rgb[i + row]! - rgb[i]!) ** 2;
  }
  return sum;
}
