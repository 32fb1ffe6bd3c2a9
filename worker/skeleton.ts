/** A layout → a looping GIF of its shimmering skeleton. No model is needed: it is drawn boxes and a moving light. */
import { framesOf, LIMITS, type Progress, type SkeletonClip, type SkeletonRequest } from './api';
import { encodeGif } from './picture/gif';
import { createCompositor, isHex, type Pixels } from './picture/pixels';
import { drawSkeleton } from './placeholders/skeleton';
import { RequestError } from './request';

const LARGEST = 2048; // px: of what a screen in a design measures, nearly all
const MOST_BOXES = 2000;
const MOST_PIXELS = 96e6; // of all frames together: what a worker's memory holds

/**
 * @yields progress, often enough to cancel at once by `return()`
 * @throws {RequestError} when the request cannot be fulfilled; its message is a sentence
 */
export async function* drawSkeletonClip(
  request: SkeletonRequest,
): AsyncGenerator<Progress, SkeletonClip> {
  check(request);
  const { width, height, seconds, boxes } = request;
  const most = Math.max(2, Math.floor(MOST_PIXELS / (width * height)));
  const frames = Math.min(most, framesOf(request));
  const lay = layOn(request);
  const pixels: Pixels[] = [];
  const progress = (stage: Progress['stage'], done: number): Progress => {
    const share = done / frames;
    const fraction = stage === 'encode' ? 0.5 + share / 2 : share / 2;
    return { stage, fraction, secondsLeft: null };
  };
  for (let index = 0; index < frames; index++) {
    const drawn = drawSkeleton(boxes, {
      width,
      height,
      phase: index / frames,
      colours: { block: request.block, highlight: request.highlight },
      direction: request.direction,
    });
    pixels.push(lay(new Uint32Array(drawn.buffer)));
    yield progress('decode', index + 1);
  }
  const fps = Math.min(LIMITS.fps.max, frames / seconds);
  const steps = encodeGif(pixels, { width, height, fps });
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      const loopMs = 10 * Math.round(100 * seconds);
      return { gif: value, width, height, frames, loopMs };
    }
    yield progress('encode', value);
  }
}

const OPAQUE = 255;

/** Nearly all pixels of a skeleton are opaque or empty, and stay as they are; those of edges are laid on the ground. */
function layOn({ background, matte }: SkeletonRequest) {
  const composite = createCompositor(background, matte);
  const [empty = 0] = composite({ width: 1, height: 1, rgba: new Float32Array(4) });
  return (drawn: Uint32Array): Pixels =>
    drawn.map((pixel) => {
      const alpha = pixel >>> 24;
      if (alpha === 0) return empty;
      if (alpha === OPAQUE) return pixel;
      const part = Float32Array.of(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, alpha);
      const rgba = part.map((byte) => byte / 255);
      return composite({ width: 1, height: 1, rgba })[0] ?? empty;
    });
}

function check({ width, height, boxes, block, highlight, seconds, fps }: SkeletonRequest): void {
  const isEdge = (px: number) => Number.isInteger(px) && px >= 1 && px <= LARGEST;
  if (!isEdge(width) || !isEdge(height)) {
    const what = `${width} × ${height}`;
    throw new RequestError(`A skeleton is 1 to ${LARGEST} px wide and high, not ${what}.`);
  }
  if (boxes.length > MOST_BOXES) {
    throw new RequestError(`A skeleton has at most ${MOST_BOXES} boxes, not ${boxes.length}.`);
  }
  for (const colour of [block, highlight]) {
    if (!isHex(colour)) throw new RequestError(`A skeleton's colour is #rrggbb, not ${colour}.`);
  }
  const { min, max } = LIMITS.seconds;
  if (!(seconds >= min && seconds <= max)) {
    throw new RequestError(`A skeleton's loop lasts ${min} to ${max} s, not ${seconds}.`);
  }
  if (!(fps >= LIMITS.fps.min && fps <= LIMITS.fps.max)) {
    throw new RequestError(`A skeleton has 1 to ${LIMITS.fps.max} frames a second, not ${fps}.`);
  }
}
