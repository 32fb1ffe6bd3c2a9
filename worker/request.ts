/** What may be asked for, and the sentence for what may not. */
import { type GenerateRequest, LIMITS, type UnknownWord } from './api';

/** A request that cannot be fulfilled as it is; its message is a sentence for the designer. */
export class RequestError extends Error {
  override name = 'RequestError';
}

/** A prompt that cannot be drawn. */
export class PromptError extends RequestError {
  constructor(
    message: string,
    readonly unknownWords: UnknownWord[] = [],
  ) {
    super(message);
  }
}

const COLOUR = /^#[0-9a-f]{6}$/i;
const MAX_SEED = 2 ** 32 - 1;

/** @throws {RequestError} naming the setting, what was expected and what came */
export function checkRequest(request: GenerateRequest) {
  const { size, frames, fps } = LIMITS;
  if (request.prompt.trim() === '') {
    throw new PromptError('The prompt is empty: type what to draw, such as “a rocket bouncing”.');
  }
  if (request.prompt.length > LIMITS.promptLength) {
    throw new PromptError(
      `The prompt is too long: use at most ${LIMITS.promptLength} characters, not ${request.prompt.length}.`,
    );
  }
  whole('size', request.size, size.min, size.max);
  whole('number of frames', request.frames, frames.min, frames.max);
  whole('seed', request.seed, 0, MAX_SEED);
  between('frame rate', request.fps, fps.min, fps.max);
  between('temperature', request.temperature, 0, 10);
  whole('top-k', request.topK, 1, MAX_SEED);
  between('guidance', request.guidance, 0, 20);
  if (request.background !== 'transparent') colour('background', request.background);
  colour('matte', request.matte);
  if (typeof (request.best ?? false) !== 'boolean') {
    throw new RequestError(`Best quality should be true or false, and is ${request.best}.`);
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
  if (COLOUR.test(value)) return;
  const also = name === 'background' ? '“transparent” or ' : '';
  throw new RequestError(`The ${name} should be ${also}a colour like #ff8800, and is “${value}”.`);
}
