/** How much room a motion takes, so that a layout can leave it. */
import type { Box } from '../picture/layout';
import { apply, compose, IDENTITY } from '../picture/plane';
import { type Motion, poseAt } from './motion';
import { HALO, type Mark, type Pose, type Thing, type Way } from './pose';

const LOOKS = 48; // phases of the loop

/**
 * @param ink around what is visible at rest, in units of the edge of a square picture
 * @returns around all that shows in any pose, in the same units; of what leaves the canvas, its ink at rest
 */
export function reachOf(motion: Motion, way: Way, ink: Box): Box {
  if (motion.leaves) return ink;
  const [x, y] = [(ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2];
  const [width, height] = [ink.right - ink.left, ink.bottom - ink.top];
  const unit = Math.max(width, height);
  const half = { x: width / unit / 2, y: height / unit / 2 };
  const thing: Thing = { half, away: { left: 2, right: 2, up: 2, down: 2 } };
  const points = Array.from({ length: LOOKS }, (_, i) =>
    pointsOf(poseAt(motion, i / LOOKS, way, thing), thing),
  ).flat();
  const [xs, ys] = [points.map((point) => point[0]), points.map((point) => point[1])];
  return {
    left: x + unit * Math.min(...xs),
    top: y + unit * Math.min(...ys),
    right: x + unit * Math.max(...xs),
    bottom: y + unit * Math.max(...ys),
  };
}

function pointsOf({ map, pieces, marks, glow }: Pose, { half }: Thing): [x: number, y: number][] {
  const [x, y] = glow > 0 ? [half.x + HALO, half.y + HALO] : [half.x, half.y];
  const whole = { left: -x, top: -y, right: x, bottom: y, map: IDENTITY };
  const parts = pieces.length > 0 ? pieces : [whole];
  const corners = parts.flatMap((part) => {
    const total = compose(map, part.map);
    return [part.left, part.right].flatMap((across) =>
      [part.top, part.bottom].map((down) => apply(total, across, down)),
    );
  });
  const [u, v] = apply(map, 0, 0);
  const around = marks.map(extentOf).flatMap(([dx, dy, radius]): [number, number][] => [
    [u + dx - radius, v + dy - radius],
    [u + dx + radius, v + dy + radius],
  ]);
  return [...corners, ...around];
}

function extentOf(mark: Mark): [x: number, y: number, radius: number] {
  switch (mark.shape) {
    case 'ring':
      return [0, 0, mark.radius + mark.width / 2];
    case 'paper':
      return [mark.x, mark.y, mark.size];
    default:
      return mark satisfies never;
  }
}
