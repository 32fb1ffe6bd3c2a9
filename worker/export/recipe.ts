/** A film → what it is made of: pictures, and tracks or pages that show them over time. */
import type { Page, Part, PlacedPicture, Progress, Recipe, Track } from '../api';
import { layFrame, type Performer, type Still } from '../film/frames';
import { type Film, loopOf } from '../generate';
import { BEYOND, type Rest, restOf } from '../motion/render';
import { compose, move, scale } from '../picture/plane';
import { crop, layPatches, mirrorRaster, type Raster, type Size } from '../picture/raster';
import { rectangleAround } from '../picture/rectangle';
import { sample } from '../picture/sample';
import { tracksOf } from './moments';
import { clearPicture } from './pictures';
import { encodePng } from './png';

/** @yields progress, often enough to cancel at once by `return()` */
export async function* recipeOf(film: Film): AsyncGenerator<Progress, Recipe> {
  const { canvas, schedule, performers, job, ground, report } = film;
  const { frames } = schedule;
  const seconds = loopOf(film) / 1000;
  const parts: Part[] = [];
  for (const performer of performers) {
    const moved = performer.still && movedPart(performer.still, canvas, frames, seconds);
    if (moved) parts.push(moved);
    else parts.push(yield* flipbook(film, performer));
    yield job.progress('encode', parts.length / performers.length);
  }
  const { width, height } = canvas;
  return { width, height, frames, seconds, ground, parts, report };
}

function movedPart(still: Still, canvas: Size, frames: number, seconds: number): Part | null {
  const rest = restOf(still.actor, still.place, canvas);
  const tracks = tracksOf(still, rest, frames, seconds);
  if (!tracks) return null;
  const picture = pictureOf(still, rest);
  if (!still.mirrored) return { kind: 'moved', picture, tracks };
  const x = canvas.width - picture.x - picture.width;
  const turned = { x: against(tracks.x), angle: against(tracks.angle) };
  return { kind: 'moved', picture: { ...picture, x }, tracks: { ...tracks, ...turned } };
}

/** The same movement, seen from behind. */
const against = (track: Track): Track =>
  track.map((key) => ({ ...key, value: key.value.map((value) => -value) }));

/**
 * The picture as it was drawn, or as large as it is shown, whichever is larger, with its middle where the thing has
 * its own: that is what it turns about.
 */
function pictureOf({ actor, mirrored }: Still, { map }: Rest): PlacedPicture {
  const { left, top, right, bottom } = actor.bounds.rest;
  const box = {
    left: left * actor.width - BEYOND,
    top: top * actor.height - BEYOND,
    right: right * actor.width + BEYOND,
    bottom: bottom * actor.height + BEYOND,
  };
  const [zoom, , x, , , y] = map; // px of the picture → px of the canvas
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  const finer = Math.max(1, zoom);
  const pixels = { width: Math.ceil(finer * across), height: Math.ceil(finer * down) };
  const enlarged = scale(pixels.width / across, pixels.height / down);
  const patch = sample(actor.fetch, compose(enlarged, move(-box.left, -box.top)), box, pixels);
  const raster = layPatches([patch], pixels);
  return {
    png: encodePng(clearPicture(mirrored ? mirrorRaster(raster) : raster)),
    pixels,
    x: x + zoom * box.left,
    y: y + zoom * box.top,
    width: zoom * across,
    height: zoom * down,
  };
}

/** A thing that is drawn anew for each frame, a page for each that differs from the one before. */
async function* flipbook(
  { job, schedule: { frames }, canvas, performers }: Film,
  performer: Performer,
): AsyncGenerator<Progress, Part> {
  const pages: Page[] = [];
  let last: Raster | null = null;
  for (let frame = 0; frame < frames; frame++) {
    const raster = await job.timed('interpolate', () => layFrame([performer], frame, canvas));
    if (last && equal(raster, last)) {
      const page = pages.at(-1);
      if (page?.until === frame) page.until = frame + 1;
    } else {
      const placed = await job.timed('encode', () => visiblePart(raster));
      if (placed) pages.push({ ...placed, from: frame, until: frame + 1 });
    }
    last = raster;
    yield job.progress('interpolate', (frame + 1) / frames / performers.length);
  }
  return { kind: 'flipbook', pages };
}

const equal = (a: Raster, b: Raster) => a.rgba.every((value, i) => value === b.rgba[i]);

/** What of a frame shows, as a picture at its place; `null` when nothing does. */
function visiblePart(raster: Raster): PlacedPicture | null {
  const words = new Uint32Array(clearPicture(raster).rgba.buffer);
  const box = rectangleAround(raster, words, words, (pixel) => pixel >>> 24 > 0);
  if (!box) return null;
  const pixels = { width: box.width, height: box.height };
  const part = crop({ ...raster, left: -box.x, top: -box.y }, pixels);
  return { png: encodePng(clearPicture(part)), pixels, ...box };
}
