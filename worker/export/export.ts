/**
 * A request → its clip in any format: the same film as the GIF's, with its whole alpha, handed to another encoder.
 *
 * This room, export/, holds what writes films down for other places than Figma's canvas.
 */
import { strToU8, zipSync } from 'fflate';
import type { ClipFile, Format, GenerateRequest, Picture, Progress, Recipe } from '../api';
import {
  describeFilm,
  type Film,
  generate,
  loopOf,
  type Options,
  play,
  rateOf,
  shoot,
} from '../generate';
import type { Model } from '../model';
import { frameDelays } from '../picture/gif';
import { writeLottie } from './lottie';
import { classOf, fileNameOf, slugOf } from './names';
import { createPainter } from './pictures';
import { encodeApng, encodePng } from './png';
import { recipeOf } from './recipe';
import { writeSprites } from './sprites';

type Steps<T> = AsyncGenerator<Progress, T>;
type Encode = (film: Film, slug: string) => Steps<Written>;
type Written = Pick<ClipFile, 'bytes' | 'note'>;

/**
 * @yields progress, often enough to cancel at once by `return()`
 * @throws {RequestError} when the request cannot be fulfilled; its message is a sentence
 */
export async function* exportAs(
  model: Model,
  request: GenerateRequest,
  format: Format,
  options?: Options,
): Steps<ClipFile> {
  const name = fileNameOf(request.prompt, format);
  const type = TYPES[format];
  if (format === 'gif') {
    const { gif: bytes, ...clip } = yield* generate(model, request, options);
    return { name, type, bytes, note: null, clip };
  }
  const film = yield* shoot(model, request, 'whole', options);
  const { bytes, note } = yield* ENCODERS[format](film, slugOf(request.prompt));
  return { name, type, bytes, note, clip: describeFilm(film) };
}

/** What the clip of a request is made of: for editors that move pictures themselves. */
export async function* makeRecipe(
  model: Model,
  request: GenerateRequest,
  options?: Options,
): Steps<Recipe> {
  return yield* recipeOf(yield* shoot(model, request, 'whole', options));
}

const TYPES: Record<Format, string> = {
  gif: 'image/gif',
  apng: 'image/apng',
  png: 'image/png',
  frames: 'application/zip',
  sprites: 'application/zip',
  lottie: 'application/json',
};

const ENCODERS: Record<Exclude<Format, 'gif'>, Encode> = {
  async *apng(film) {
    const pictures = yield* picturesOf(film);
    const steps = encodeApng(pictures, frameDelays(pictures.length, rateOf(film.schedule)));
    for (;;) {
      const { done, value } = await film.job.timed('encode', () => steps.next());
      if (done) return { bytes: value, note: null };
      yield film.job.progress('encode', value / pictures.length);
    }
  },

  async *png(film) {
    const [first] = yield* picturesOf({ ...film, schedule: { ...film.schedule, frames: 1 } });
    return { bytes: encodePng(first!), note: null };
  },

  async *frames(film, slug) {
    const pictures = yield* picturesOf(film);
    const files: Record<string, Uint8Array> = {};
    for (const [i, picture] of pictures.entries()) {
      const number = `${i + 1}`.padStart(`${pictures.length}`.length, '0');
      files[`${slug}-${number}.png`] = await film.job.timed('encode', () => encodePng(picture));
      yield film.job.progress('encode', (i + 1) / pictures.length);
    }
    return { bytes: zip(files), note: null };
  },

  async *sprites(film, slug) {
    const pictures = yield* picturesOf(film);
    const name = classOf(slug);
    const { png, css, html } = await film.job.timed('encode', () =>
      writeSprites(pictures, name, loopOf(film) / 1000),
    );
    yield film.job.progress('encode', 1);
    const texts = { [`${name}.css`]: strToU8(css), [`${name}.html`]: strToU8(html) };
    return { bytes: zip({ [`${name}.png`]: png, ...texts }), note: null };
  },

  async *lottie(film, slug) {
    const recipe = yield* recipeOf(film);
    const book = recipe.parts.some(({ kind }) => kind === 'flipbook');
    const note = book
      ? 'What is more than a picture that moves, turns, grows or fades is in the Lottie file as a sequence of images.'
      : null;
    const bytes = await film.job.timed('encode', () => writeLottie(recipe, slug));
    return { bytes, note };
  },
};

/** All frames on their ground, or with their whole alpha. */
async function* picturesOf(film: Film): Steps<Picture[]> {
  const onGround = createPainter(film.ground);
  const pictures: Picture[] = [];
  for await (const { frame, progress } of play(film)) {
    pictures.push(onGround(frame));
    yield progress;
  }
  return pictures;
}

const zip = (files: Record<string, Uint8Array>) =>
  zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) }); // PNGs are deflated already
