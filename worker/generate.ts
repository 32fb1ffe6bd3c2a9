/**
 * Prompt → looping GIF. The one place that knows the order of the stages; the worker, the terminal,
 * the benchmarks and the tests all consume this generator.
 */
import type { Clip, GenerateRequest, Progress } from './api';
import { createJob, type Job } from './job';
import { countDrawings, type Drawn, drawScene } from './layers';
import type { Model } from './model';
import { fillBetween, type Tuning } from './network/keyframes';
import { createComposer } from './picture/compose';
import { encodeGif, frameDelays } from './picture/gif';
import { depthOrder } from './picture/layout';
import { createCompositor, type Pixels } from './picture/pixels';
import { checkRequest, refusalOf } from './request';
import type { Scene } from './scene';

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
  const { report, ...scene } = model.read(request.prompt);
  if (scene.layers.length === 0) throw refusalOf(request.prompt, report);
  await model.networks.settled;
  const job = createJob(model, request, countDrawings(model, scene));
  const drawn = yield* drawScene(job, scene, tuning);
  const pixels = yield* drawAllFrames(job, scene, drawn);
  const gif = yield* encode(job, pixels);
  const cells = model.config.frame.cells ** 2;
  return {
    gif,
    width: request.size,
    height: request.size,
    frames: request.frames,
    loopMs: 10 * frameDelays(request.frames, request.fps).reduce((sum, delay) => sum + delay, 0),
    seed: request.seed,
    engine: model.networks.engine,
    report,
    ms: { ...job.ms, load: model.loadMs, total: performance.now() - job.began },
    cells: { total: request.frames * cells * drawn.layers.length, computed: job.computed },
  };
}

/** Key frames and the frames between them → pixels of the GIF's size on its ground. */
async function* drawAllFrames(
  job: Job,
  scene: Scene,
  { layers, placements }: Drawn,
): AsyncGenerator<Progress, Pixels[]> {
  const { frames, size, background, matte } = job.request;
  const compose = createComposer(job.model.config.frame.size, size, placements, depthOrder(scene));
  const ground = background === 'transparent' ? (scene.canvas.ground ?? background) : background;
  const composite = createCompositor(ground, matte);
  const fills: Awaited<ReturnType<typeof fillBetween>>[] = [];
  for (const { keyFrames, motion } of layers) {
    fills.push(await fillBetween(job, keyFrames, motion, frames));
  }
  const pixels: Pixels[] = [];
  for (let index = 0; index < frames; index++) {
    const filled = await job.timed('interpolate', () => fills.map((fill) => fill(index)));
    for (const { computed } of filled) job.computed += computed;
    const frame = await job.timed('encode', () => compose(filled.map((one) => one.frame)));
    pixels.push(await job.timed('encode', () => composite(frame)));
    yield job.progress('interpolate', (index + 1) / frames);
  }
  return pixels;
}

async function* encode(job: Job, pixels: Pixels[]): AsyncGenerator<Progress, Uint8Array> {
  const { size, fps } = job.request;
  const steps = encodeGif(pixels, { width: size, height: size, fps });
  for (;;) {
    const { done, value } = await job.timed('encode', () => steps.next());
    if (done) return value;
    yield job.progress('encode', value / pixels.length);
  }
}
