/**
 * Prompt → looping GIF. The one place that knows the order of the stages; the worker, the terminal,
 * the benchmarks and the tests all consume this generator.
 */
import {
  type Background,
  type Clip,
  type GenerateRequest,
  LIMITS,
  type Picture,
  type Progress,
  type Remark,
} from './api';
import { type Drawings, drawAnew } from './film/drawings';
import { createPerformers, layFrame, type Performer } from './film/frames';
import { createJob, type Job } from './film/job';
import {
  countDrawnCells,
  countKeyFrames,
  type DrawnLayer,
  drawLayers,
  placeAll,
  planLayers,
} from './film/layers';
import { type Schedule, timeScene } from './film/timing';
import type { Model } from './model';
import type { Canvas } from './motion/render';
import type { Tuning } from './network/keyframes';
import { encodeGif } from './picture/gif';
import { createCompositor, type Pixels, type Placement, toPicture } from './picture/pixels';
import { toneColour } from './picture/recolour';
import { createShrink } from './picture/shrink';
import { checkRequest, paddingOf, refusalOf } from './request';
import type { Scene } from './scene';
import { checkNames, shapeableOf, shapeScene } from './shape';

export interface Options {
  tuning?: Tuning;
  drawings?: Drawings; // what was drawn before; nothing is remembered without
}

/** A clip before it is written down: what shows at each frame, with its whole alpha. */
export interface Film {
  job: Job;
  canvas: Canvas;
  ground: Background; // as the request or its prompt says
  schedule: Schedule;
  performers: Performer[]; // the one farthest back first
  report: Remark[];
  shapeable: Clip['shapeable'];
  cells: Clip['cells'];
}

/**
 * @param alpha of what the film is written to: one bit, as a GIF has, dissolves what is half seen over an unknown ground
 * @yields progress, often enough to cancel at once by `return()`
 * @throws {RequestError} when the request cannot be fulfilled; its message is a sentence
 */
export async function* shoot(
  loaded: Model,
  request: GenerateRequest,
  alpha: 'one bit' | 'whole',
  { tuning = {}, drawings = drawAnew }: Options = {},
): AsyncGenerator<Progress, Film> {
  checkRequest(request);
  const { report, ...said } = loaded.read(request.prompt);
  if (said.layers.length === 0) throw refusalOf(request.prompt, report);
  const { shape } = request;
  checkNames(loaded, shape);
  const scene = shapeScene(said, shape);
  // One cell at a time WASM is the faster one: on a GPU a run costs by its nodes, not by its cells.
  const networks = request.best ? await loaded.networks.onWasm() : loaded.networks;
  const model: Model = { ...loaded, networks };
  const { width, height } = sizeFor(request, scene.canvas.aspect);
  const layers = planLayers(model, scene, said);
  const schedule = timeScene(scene, { ...request, width, height });
  const keyFrames = countKeyFrames(layers);
  const amount = { keyFrames, pixels: schedule.frames * width * height };
  const job = createJob(model, request, drawings, amount);
  const { ground: named, tone } = scene.canvas;
  const asked = request.background === 'transparent' && named ? named : request.background;
  const ground = asked === named && named !== 'transparent' ? toneColour(named, tone) : asked;
  const solid = alpha === 'whole' || ground !== 'transparent' || request.matte !== null;
  const canvas: Canvas = { width, height, solid };
  const placements = yield* draw(job, scene, layers, schedule, canvas, tuning);
  const performers = await createPerformers(job, scene, layers, placements, schedule, canvas);
  const cells = model.config.frame.cells ** 2;
  return {
    job,
    canvas,
    ground,
    schedule,
    performers,
    shapeable: shapeableOf(model, layers),
    report: [...report, ...layers.flatMap(assumption)],
    cells: { total: schedule.frames * cells * layers.length, drawn: countDrawnCells(layers) },
  };
}

/**
 * @yields progress, often enough to cancel at once by `return()`
 * @returns the clip as a GIF
 * @throws {RequestError} when the request cannot be fulfilled; its message is a sentence
 */
export async function* generate(
  model: Model,
  request: GenerateRequest,
  options: Options = {},
): AsyncGenerator<Progress, Clip> {
  const film = yield* shoot(model, request, 'one bit', options);
  const { job, canvas, schedule } = film;
  const composite = createCompositor(film.ground, request.matte);
  const pixels = Array<Pixels>(schedule.frames);
  const shrink = createShrink(canvas, schedule.frames);
  for await (const { progress, frame, index } of play(film, request.from)) {
    pixels[index] = composite(frame);
    const picture = shrink(pixels[index]);
    yield { ...progress, frame: { index, of: schedule.frames, loopMs: loopOf(film), picture } };
  }
  const gif = yield* encode(job, pixels, schedule, canvas);
  return { gif, ...describeFilm(film) };
}

/** What is told of a clip, once it is written. */
export function describeFilm(film: Film): Omit<Clip, 'gif'> {
  const { job, canvas, schedule, report, shapeable, cells } = film;
  const { model, request, ms, began } = job;
  return {
    width: canvas.width,
    height: canvas.height,
    frames: schedule.frames,
    loopMs: loopOf(film),
    seed: request.seed,
    engine: model.networks.engine,
    report,
    shapeable,
    ms: { ...ms, load: model.loadMs, total: performance.now() - began },
    cells,
  };
}

/**
 * The frames of a film, one after the other.
 *
 * @param from where in the loop the first of them lies, 0 to 1
 */
export async function* play({ job, performers, schedule, canvas }: Film, from = 0) {
  const { frames } = schedule;
  for (let done = 0; done < frames; done++) {
    const index = (Math.round(from * frames) + done) % frames;
    const frame = await job.timed('interpolate', () => layFrame(performers, index, canvas));
    yield { frame, index, progress: job.progress('interpolate', (done + 1) / frames) };
  }
}

/** ms, in the hundredths of a second that a GIF counts in */
export const loopOf = ({ schedule }: Pick<Film, 'schedule'>) =>
  10 * Math.round(100 * schedule.seconds);

/** Frames a second; what rounding lifts above a GIF's most is brought back. */
export const rateOf = ({ frames, seconds }: Schedule) => Math.min(LIMITS.fps.max, frames / seconds);

/** The request's canvas, or one of the aspect that the prompt asks for: its shorter edge stays, as far as it can. */
function sizeFor({ width, height, free }: GenerateRequest, aspect: string | null) {
  const [across = 1, down = 1] = aspect?.split(':').map(Number) ?? [];
  if (!free || aspect === null || !(across > 0 && down > 0)) return { width, height };
  const { min, max } = LIMITS.edge;
  const short = Math.min(width, height, (max * Math.min(across, down)) / Math.max(across, down));
  const edge = (share: number) =>
    Math.min(max, Math.max(min, Math.round((short * share) / Math.min(across, down))));
  return { width: edge(across), height: edge(down) };
}

/** @yields each key frame of the scene, as far as its layers are drawn; the last of each shows all */
async function* draw(
  job: Job,
  scene: Scene,
  layers: DrawnLayer[],
  schedule: Schedule,
  canvas: Canvas,
  tuning: Tuning,
): AsyncGenerator<Progress, Placement[][]> {
  const padding = paddingOf(job.request, canvas);
  for await (const { progress, drawn } of drawLayers(job, layers, tuning)) {
    if (drawn === undefined) yield progress;
    else {
      const picture = await preview(layers.filter(isDrawn));
      const of = Math.max(...layers.map(({ wanted }) => wanted?.keyFrames ?? 1));
      yield { ...progress, keyFrame: { index: drawn, of, picture } };
    }
  }
  return placeAll(scene, layers, canvas, padding);

  /** What has been drawn so far, at rest. */
  async function preview(some: DrawnLayer[]): Promise<Picture> {
    const placements = placeAll(scene, layers, canvas, padding).filter((_, i) =>
      isDrawn(layers[i]!),
    );
    const still = { ...schedule, frames: 1, cycles: some.map(() => 1) };
    const part = { ...scene, layers: some.map(({ layer }) => layer), relations: [] };
    const performers = await createPerformers(job, part, some, placements, still, canvas);
    return toPicture(layFrame(performers, 0, canvas));
  }
}

const isDrawn = ({ wanted, keyFrames }: DrawnLayer) => wanted === null || keyFrames.length > 0;

/** A movement that nobody asked for is told. */
function assumption({ layer, move }: DrawnLayer): Remark[] {
  const { thing, from, to } = layer;
  if (move.assumed === null) return [];
  return [{ words: thing, from, to, why: 'assumed', as: move.assumed }];
}

async function* encode(
  job: Job,
  pixels: Pixels[],
  schedule: Schedule,
  { width, height }: Canvas,
): AsyncGenerator<Progress, Uint8Array> {
  const steps = encodeGif(pixels, { width, height, fps: rateOf(schedule) });
  for (;;) {
    const { done, value } = await job.timed('encode', () => steps.next());
    if (done) return value;
    yield job.progress('encode', value / pixels.length);
  }
}
