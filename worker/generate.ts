/**
 * Prompt → looping GIF. The one place that knows the order of the stages; the worker, the terminal,
 * the benchmarks and the tests all consume this generator.
 */
import type { Clip, GenerateRequest, Picture, Progress, Stage, Timings } from './api';
import { createDecoder, type Decode, latentsOf } from './decoder';
import { encodeGif, frameDelays } from './gif';
import { fetchBetween, type KeyFrame, locate, predictFields, settle } from './interpolate';
import type { Model } from './model';
import { createCompositor, createResizer, type Frame, type Pixels, toPicture } from './picture';
import { createRandom } from './random';
import { checkRequest } from './request';
import { drawCodes, usualBlock } from './retnet';
import { createSampler } from './sampler';

/** Settings of a run that no designer chooses. */
export interface Tuning {
  block?: number; // cells drawn at once, one of the config's blockSizes
}

const WASM_STRIDE = 32; // cells of one run: a cancellation is heard in time, at no cost in speed

/**
 * @yields progress, often enough to cancel at once by `return()`
 * @returns the clip
 * @throws {RequestError} when the request cannot be fulfilled; its message is a sentence
 */
export async function* generate(
  model: Model,
  request: GenerateRequest,
  tuning: Tuning = {},
): AsyncGenerator<Progress, Clip> {
  checkRequest(request);
  const { words, unknown, ignored } = model.tokenise(request.prompt);
  await model.networks.settled;
  const job = createJob(model, request);
  const keyFrames = yield* drawKeyFrames(job, words, tuning);
  const pixels = yield* drawAllFrames(job, keyFrames, model.motionOf(words));
  const gif = yield* encode(job, pixels);
  return {
    gif,
    width: request.size,
    height: request.size,
    frames: request.frames,
    loopMs: 10 * frameDelays(request.frames, request.fps).reduce((sum, delay) => sum + delay, 0),
    seed: request.seed,
    engine: model.networks.engine,
    unknownWords: unknown,
    ignoredWords: ignored,
    ms: { ...job.ms, load: model.loadMs, total: performance.now() - job.began },
    cells: { total: request.frames * model.config.frame.cells ** 2, computed: job.computed },
  };
}

/** One clip being made: what is asked, the time spent, how far it has come. */
interface Job {
  model: Model;
  request: GenerateRequest;
  decode: Decode;
  began: number; // ms
  ms: Omit<Timings, 'load' | 'total'>; // spent on each stage
  computed: number; // cells that were drawn: by the decoder, or from moving pixels
  /** Runs a part of a stage and counts its time. */
  timed<T>(stage: keyof Job['ms'], work: () => T | Promise<T>): Promise<T>;
  /** Notes that a part of a stage is done, and says how far the whole has come. */
  progress(stage: Stage, done: number, picture?: { index: number; picture: Picture }): Progress;
}

function createJob(model: Model, request: GenerateRequest): Job {
  const { networks, codebook, config } = model;
  const ms: Job['ms'] = { tokens: 0, interpolate: 0, decode: 0, encode: 0 };
  const began = performance.now();
  const fractionOf = createForecast(config.frame.keyPhases.length, request);
  const timed: Job['timed'] = async (stage, work) => {
    const begin = performance.now();
    try {
      return await work();
    } finally {
      ms[stage] += performance.now() - begin;
    }
  };
  const run = createDecoder(networks, codebook.dims);
  const decode: Decode = (latent) => timed('decode', () => run(latent));
  return {
    ...{ model, request, decode, began, ms, timed },
    computed: 0,
    progress(stage, done, keyFrame) {
      const fraction = fractionOf(stage, done);
      const spent = (performance.now() - began) / 1000; // s
      const secondsLeft = fraction > 0.05 ? (spent / fraction) * (1 - fraction) : null;
      const of = config.frame.keyPhases.length;
      return { stage, fraction, secondsLeft, ...(keyFrame && { keyFrame: { ...keyFrame, of } }) };
    },
  };
}

/** What each stage costs next to the others; only the progress bar hangs on it. */
function createForecast(keyFrames: number, { frames, size }: GenerateRequest) {
  const pixels = frames * (size / 128) ** 2;
  const cost: Partial<Record<Stage, number>> = {
    tokens: 16 * keyFrames,
    decode: 4 * keyFrames,
    interpolate: 0.6 * frames,
    encode: 0.4 * pixels,
  };
  const done: Partial<Record<Stage, number>> = {};
  const total = Object.values(cost).reduce((sum, part) => sum + part, 0);
  return (stage: Stage, fraction: number): number => {
    done[stage] = fraction;
    const spent = Object.entries(cost).map(([of, part]) => part * (done[of as Stage] ?? 0));
    return Math.min(1, spent.reduce((sum, part) => sum + part, 0) / total);
  };
}

/** Tokens → key frames, each decoded as soon as its last cell is drawn. */
async function* drawKeyFrames(
  job: Job,
  words: number[],
  tuning: Tuning,
): AsyncGenerator<Progress, KeyFrame[]> {
  const { networks, config, codebook } = job.model;
  const { block = usualBlock(networks.engine, config.retnet) } = tuning;
  const { seed, temperature, topK, guidance } = job.request;
  const count = config.frame.keyPhases.length;
  const cells = config.frame.cells ** 2;
  const keyFrames: KeyFrame[] = [];
  const steps = drawCodes(networks, config, codebook, words, {
    ...{ block, guidance },
    stride: networks.engine === 'wasm' ? Math.min(block, WASM_STRIDE) : block,
    draw: createSampler({ temperature, topK }, createRandom(seed)),
  });
  try {
    for (;;) {
      const { value: drawn } = await job.timed('tokens', () => steps.next());
      if (!drawn) return keyFrames;
      yield job.progress('tokens', drawn.cells / (count * cells));
      if (drawn.cells < (keyFrames.length + 1) * cells) continue;
      const index = keyFrames.length;
      const [begin, end] = [index * cells, (index + 1) * cells].map((at) => at * codebook.groups);
      const keyFrame = await decodeKeyFrame(job, drawn.codes.slice(begin, end), keyFrames);
      keyFrames.push(keyFrame);
      const picture = toPicture(keyFrame.frame);
      yield job.progress('decode', keyFrames.length / count, { index, picture });
    }
  } finally {
    await steps.return(); // a cancelled clip leaves no states behind
  }
}

/** Decodes a key frame, unless an earlier one is the same: things that stand still are drawn once. */
async function decodeKeyFrame(job: Job, codes: Uint16Array, before: KeyFrame[]): Promise<KeyFrame> {
  const same = before.find((earlier) => codes.every((code, i) => code === earlier.codes[i]));
  if (same) return same;
  const latents = latentsOf(codes, job.model.codebook);
  const frame = await job.decode(latents);
  if (before[0]) settle(frame, before[0].frame, job.model.config.frame.cells);
  job.computed += job.model.config.frame.cells ** 2;
  return { codes, latents, frame };
}

/** Key frames and the frames between them → pixels of the GIF's size on its ground. */
async function* drawAllFrames(
  job: Job,
  keyFrames: KeyFrame[],
  motion: number,
): AsyncGenerator<Progress, Pixels[]> {
  const { frames, size, background, matte } = job.request;
  const { size: drawn, cells } = job.model.config.frame;
  const resize = createResizer(drawn, size);
  const composite = createCompositor(background, matte);
  const all = Array.from({ length: frames }, (_, index) => locate(index, frames, keyFrames.length));
  const between = all.filter(({ towards }) => towards > 0);
  const fields = await job.timed('interpolate', () =>
    predictFields(job.model.networks, keyFrames, between, motion, cells),
  );

  function frameAt(index: number): Frame {
    const moment = all[index]!;
    const from = keyFrames[moment.after]!;
    if (moment.towards === 0) return from.frame;
    const to = keyFrames[(moment.after + 1) % keyFrames.length]!; // the loop closes
    const field = fields[between.indexOf(moment)]!;
    const { frame, computed } = fetchBetween(from, to, field, moment.towards, cells);
    job.computed += computed;
    return frame;
  }

  const pixels: Pixels[] = [];
  for (let index = 0; index < frames; index++) {
    const frame = await job.timed('interpolate', () => frameAt(index));
    pixels.push(await job.timed('encode', () => composite(resize(frame))));
    yield job.progress('interpolate', (index + 1) / frames);
  }
  return pixels;
}

async function* encode(job: Job, pixels: Pixels[]): AsyncGenerator<Progress, Uint8Array> {
  const steps = encodeGif(pixels, job.request);
  for (;;) {
    const { done, value } = await job.timed('encode', () => steps.next());
    if (done) return value;
    yield job.progress('encode', value / pixels.length);
  }
}
