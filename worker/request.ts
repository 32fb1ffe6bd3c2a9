/** What may be asked for, and the sentence for what may not. */
import { type GenerateRequest, LIMITS, type Remark, type Shape } from './api';
import { MOTIONS } from './motion/motions';
import { isHex } from './picture/pixels';
import type { Size } from './picture/raster';

/** A request that cannot be fulfilled as it is; its message is a sentence for the designer. */
export class RequestError extends Error {
  override name = 'RequestError';
}

/** A prompt that cannot be drawn. */
export class PromptError extends RequestError {
  constructor(
    message: string,
    readonly report: Remark[] = [],
  ) {
    super(message);
  }
}

/** @throws {RequestError} naming the setting, what was expected and what came */
export function checkRequest(request: GenerateRequest) {
  const { edge, padding, seconds, fps, seed } = LIMITS;
  if (request.prompt.trim() === '') {
    throw new PromptError('The prompt is empty: type what to draw, such as “a rocket bouncing”.');
  }
  if (request.prompt.length > LIMITS.promptLength) {
    throw new PromptError(
      `The prompt is too long: use at most ${LIMITS.promptLength} characters, not ${request.prompt.length}.`,
    );
  }
  whole('width', request.width, edge.min, edge.max);
  whole('height', request.height, edge.min, edge.max);
  whole('seed', request.seed, seed.min, seed.max);
  between('length of the loop', request.seconds, seconds.min, seconds.max);
  between('frame rate', request.fps, fps.min, fps.max);
  between('padding', request.padding ?? 0, padding.min, padding.max);
  between('beginning of the preview', request.from ?? 0, 0, 1);
  if (request.background !== 'transparent') colour('background', request.background);
  if (request.matte !== null) colour('matte', request.matte);
  if (typeof (request.free ?? false) !== 'boolean') {
    throw new RequestError(`Free should be true or false, and is ${request.free}.`);
  }
  if (typeof (request.best ?? false) !== 'boolean') {
    throw new RequestError(`Best quality should be true or false, and is ${request.best}.`);
  }
  if (request.shape) checkShape(request.shape);
}

/** What a thing is called and which styles there are, is the model's to say: see `shape.ts`. */
function checkShape({ motion, speed, strength, order, seconds, tint, count }: Shape) {
  if (motion !== undefined && motion !== 'alive' && !MOTIONS.some(({ name }) => name === motion)) {
    throw new RequestError(`The motion should be one that FlashVideo knows, and is “${motion}”.`);
  }
  if (order !== undefined && order !== 'together' && order !== 'one after another') {
    throw new RequestError(
      `The order should be “together” or “one after another”, and is “${order}”.`,
    );
  }
  if (tint !== undefined) colour('tint', tint);
  if (count !== undefined) whole('number of things', count, LIMITS.count.min, LIMITS.count.max);
  const factors = { speed, strength, seconds };
  for (const name of ['speed', 'strength', 'seconds'] as const) {
    const { min, max } = LIMITS[name];
    const value = factors[name];
    if (value !== undefined)
      between(name === 'seconds' ? 'length of the loop' : name, value, min, max);
  }
}

function whole(name: string, value: number, min: number, max: number) {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RequestError(
    `The ${name} should be a whole number from ${min} to ${max}, and is ${value}.`,
  );
}

function between(name: string, value: number, min: number, max: number) {
  if (value >= min && value <= max) return;
  throw new RequestError(`The ${name} should be from ${min} to ${max}, and is ${value}.`);
}

function colour(name: string, value: string) {
  if (isHex(value)) return;
  const also = name === 'background' ? '“transparent” or ' : '';
  throw new RequestError(`The ${name} should be ${also}a colour like #ff8800, and is “${value}”.`);
}

/** @returns px that are kept free on each side of a canvas */
export const paddingOf = ({ padding = 0 }: GenerateRequest, canvas: Size): number =>
  Math.round((Math.min(canvas.width, canvas.height) * padding) / 100);

const SUGGESTIONS = 3;

/** Why a prompt cannot be drawn, and what would be understood in its place. */
export function refusalOf(prompt: string, report: Remark[]): PromptError {
  const unknown = report.filter(({ why }) => why === 'unknown');
  if (unknown.length === 0) {
    const typed = prompt.trim();
    const sentence = `“${typed}” names nothing to draw: add a thing, such as “rocket”.`;
    return new PromptError(sentence, report);
  }
  const named = [...new Set(unknown.map((one) => `“${one.words}”`))];
  const words = [named.slice(0, -1).join(', '), named.at(-1)].filter(Boolean).join(' or ');
  const ranks = Array.from({ length: SUGGESTIONS }, (_, rank) =>
    unknown.map(({ nearest = [] }) => nearest[rank]),
  );
  const ranked = new Set(ranks.flat().filter((word) => word !== undefined)); // each word's best first
  const some = [...ranked].slice(0, SUGGESTIONS);
  const hint = some.length > 0 ? `Nearest: ${some.join(', ')}.` : 'Try “a rocket bouncing”.';
  return new PromptError(`FlashVideo does not know how to draw ${words}. ${hint}`, report);
}
