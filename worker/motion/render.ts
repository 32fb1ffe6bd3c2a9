/** A picture in a pose → patches of a canvas. Placement, motion and the canvas's scale are one map. */

import { brighten, fade, haloOf } from '../picture/fade';
import type { Ink } from '../picture/layout';
import type { Placement } from '../picture/pixels';
import { apply, compose, IDENTITY, invert, move, type Plane, scale } from '../picture/plane';
import { crop, meanColour, type Patch, type Raster, type Size } from '../picture/raster';
import { type Bounds, type Cover, createFetch, type Fetch, sample } from '../picture/sample';
import { drawMark } from './marks';
import { HALO, type Piece, type Pose, type Thing } from './pose';
import { shownBy, shownInPiece } from './reveal';

/** A picture that can be moved. */
export interface Actor extends Size {
  fetch: Fetch; // of its pixels, from one picture or along a flow between two
  ink: Ink; // what of it is visible: at rest, and in any of the pictures between which it is read
  colour: readonly [red: number, green: number, blue: number]; // 0 to 1, of rings and halos around it
}

export interface Canvas extends Size {
  solid: boolean; // its ground has a colour: fades are blended and glows are halos
}

/** An actor that is one picture. */
export const createActor = (picture: Raster, ink: Ink): Actor => ({
  width: picture.width,
  height: picture.height,
  fetch: createFetch(picture),
  ink,
  colour: meanColour(picture),
});

/** Where an actor rests on a canvas. */
interface Rest {
  map: Plane; // px of the picture → px of the canvas
  units: Plane; // units of the thing → px of the canvas
  unit: number; // px of the canvas
  thing: Thing;
}

/** @param place in units of the shorter edge of the canvas; its scale is that of the picture's longer edge */
function restOf({ width, height, ink }: Actor, place: Placement, canvas: Size): Rest {
  const { left, top, right, bottom } = ink.rest;
  const edge = Math.min(canvas.width, canvas.height);
  const zoom = (place.scale * edge) / Math.max(width, height);
  const [wide, high] = [zoom * width * (right - left), zoom * height * (bottom - top)];
  const unit = Math.max(wide, high);
  const x = place.x * edge + (zoom * width * (left + right)) / 2;
  const y = place.y * edge + (zoom * height * (top + bottom)) / 2;
  const half = { x: wide / unit / 2, y: high / unit / 2 };
  const radius = Math.hypot(half.x, half.y) + 0.05; // whatever way it is turned
  return {
    map: compose(move(place.x * edge, place.y * edge), scale(zoom)),
    units: compose(move(x, y), scale(unit)),
    unit,
    thing: {
      half,
      away: {
        left: x / unit + radius,
        right: (canvas.width - x) / unit + radius,
        up: y / unit + radius,
        down: (canvas.height - y) / unit + radius,
      },
    },
  };
}

/** What a motion may know of an actor in its place. */
export const thingOf = (actor: Actor, place: Placement, canvas: Size): Thing =>
  restOf(actor, place, canvas).thing;

const GLARE = 1; // how much brighter, at the height of a glow without a halo

/** @returns what to lay over each other, the first one lowest */
export function renderPose(actor: Actor, place: Placement, pose: Pose, canvas: Canvas): Patch[] {
  if (pose.opacity <= 0) return [];
  const rest = restOf(actor, place, canvas);
  const [x, y] = apply(compose(rest.units, pose.map), 0, 0);
  const spot = { x, y, unit: rest.unit };
  const marks = pose.marks.map((mark) => drawMark(mark, spot, actor.colour, canvas));
  const drawn = samplePose(actor, rest, pose, canvas);
  const all = pose.glow > 0 ? drawn.flatMap(lit) : drawn;
  return [...marks, ...all].map((patch) => fade(patch, pose.opacity, canvas.solid));

  function lit(patch: Patch): Patch[] {
    if (!canvas.solid) return [brighten(patch, GLARE * pose.glow)];
    const halo = haloOf(patch, HALO * rest.unit, actor.colour, 0.8 * pose.glow);
    return [crop(halo, canvas), brighten(patch, 0.4 * GLARE * pose.glow)];
  }
}

/** The whole thing, or each of its pieces. */
function samplePose(actor: Actor, rest: Rest, pose: Pose, canvas: Size): Patch[] {
  const bounds = boundsOf(actor);
  const under = (map: Plane) =>
    map === IDENTITY ? rest.map : compose(rest.units, map, invert(rest.units)!, rest.map);
  const { thing, unit } = rest;
  if (pose.pieces.length > 0) {
    return pose.pieces.map((piece) => {
      const cover = inUnits(rest, shownInPiece(piece, thing));
      const part = within(bounds, rest, piece);
      return sample(actor.fetch, under(compose(pose.map, piece.map)), part, canvas, cover);
    });
  }
  const cover = pose.reveal && inUnits(rest, shownBy(pose.reveal, thing, 1 / unit));
  return [sample(actor.fetch, under(pose.map), bounds, canvas, cover ?? undefined)];
}

/** Where a piece lies in the picture. At the edge of the thing, some of what is too faint for ink belongs to it. */
function within(bounds: Bounds, { map, units }: Rest, { left, top, right, bottom }: Piece): Bounds {
  const toPicture = compose(invert(map)!, units);
  const [from, until] = [apply(toPicture, left, top), apply(toPicture, right, bottom)];
  return {
    left: Math.max(bounds.left, from[0] - BEYOND),
    top: Math.max(bounds.top, from[1] - BEYOND),
    right: Math.min(bounds.right, until[0] + BEYOND),
    bottom: Math.min(bounds.bottom, until[1] + BEYOND),
  };
}

/** A function of units of the thing as one of px of the picture. */
function inUnits({ map, units }: Rest, shown: Cover): Cover {
  const [zoom, , x, , , y] = compose(invert(units)!, map);
  return (u, v) => shown(zoom * u + x, zoom * v + y);
}

const BEYOND = 2; // px around the visible: what is too faint to count as ink

const boundsOf = ({ width, height, ink: { reach } }: Actor): Bounds => ({
  left: Math.max(0, reach.left * width - BEYOND),
  top: Math.max(0, reach.top * height - BEYOND),
  right: Math.min(width, reach.right * width + BEYOND),
  bottom: Math.min(height, reach.bottom * height + BEYOND),
});
