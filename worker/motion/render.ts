/** A picture in a pose → patches of a canvas. Placement, motion and the canvas's scale are one map. */

import type { Bounds, Box } from '../picture/bounds';
import { brighten, fade, haloOf } from '../picture/fade';
import type { Placement } from '../picture/pixels';
import { apply, compose, IDENTITY, invert, move, type Plane, scale } from '../picture/plane';
import { crop, meanColour, type Patch, type Raster, type Size } from '../picture/raster';
import { type Cover, createFetch, type Fetch, sample } from '../picture/sample';
import { drawMark } from './marks';
import { HALO, type Pose, type Thing } from './pose';
import { type Shown, shownBy, shownIn, takenBy } from './reveal';

/** A picture that can be moved. */
export interface Actor extends Size {
  fetch: Fetch; // of its pixels, from one picture or along a flow between two
  bounds: Bounds; // what of it is visible: at rest, and in any of the pictures between which it is read
  colour: readonly [red: number, green: number, blue: number]; // 0 to 1, of rings and halos around it
}

/** What things are drawn on. */
export interface Canvas extends Size {
  solid: boolean; // its ground is known: fades are blended and glows are halos
}

/** An actor that is one picture. */
export const createActor = (picture: Raster, bounds: Bounds): Actor => ({
  width: picture.width,
  height: picture.height,
  fetch: createFetch(picture),
  bounds,
  colour: meanColour(picture),
});

/** Where an actor rests on a canvas. */
export interface Rest {
  map: Plane; // px of the picture → px of the canvas
  units: Plane; // units of the thing → px of the canvas
  unit: number; // px of the canvas
  thing: Thing;
}

/** @param place in units of the shorter edge of the canvas; its scale is that of the picture's longer edge */
export function restOf({ width, height, bounds }: Actor, place: Placement, canvas: Size): Rest {
  const { left, top, right, bottom } = bounds.rest;
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
  const { units, map, thing, unit } = rest;
  const [zoom, , x, , , y] = compose(invert(units)!, map); // px of the picture → units of the thing
  const visible = visibleBox(actor);
  const revealed = pose.reveal ? shownBy(pose.reveal, thing, 1 / unit) : undefined;
  if (pose.pieces.length === 0) return [draw(pose.map, visible, revealed)];
  return pose.pieces.map((piece) => {
    const taken = takenBy(piece, thing);
    const inside = shownIn(taken);
    const shown = revealed ? (u: number, v: number) => inside(u, v) * revealed(u, v) : inside;
    return draw(compose(pose.map, piece.map), within(taken), shown);
  });

  function draw(own: Plane, part: Box, shown: Shown | undefined): Patch {
    const total = own === IDENTITY ? map : compose(units, own, invert(units)!, map);
    const cover: Cover | undefined = shown && ((u, v) => shown(zoom * u + x, zoom * v + y));
    return sample(actor.fetch, total, part, canvas, cover);
  }

  /** In px of the picture. */
  function within({ left, top, right, bottom }: Box): Box {
    return {
      left: Math.max(visible.left, (left - x) / zoom),
      top: Math.max(visible.top, (top - y) / zoom),
      right: Math.min(visible.right, (right - x) / zoom),
      bottom: Math.min(visible.bottom, (bottom - y) / zoom),
    };
  }
}

export const BEYOND = 2; // px around the visible: what is too faint to count

const visibleBox = ({ width, height, bounds: { reach } }: Actor): Box => ({
  left: Math.max(0, reach.left * width - BEYOND),
  top: Math.max(0, reach.top * height - BEYOND),
  right: Math.min(width, reach.right * width + BEYOND),
  bottom: Math.min(height, reach.bottom * height + BEYOND),
});
