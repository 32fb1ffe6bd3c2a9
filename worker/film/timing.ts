/** When things move: the length of the loop, how often each layer runs through it, and who goes first. */
import { framesOf, type GenerateRequest } from '../api';
import type { Layer, Scene } from '../scene';

export interface Schedule {
  seconds: number; // of the loop
  frames: number;
  cycles: number[]; // of each layer within the loop
}

const MOST_PIXELS = 96e6; // of all frames together: what a worker's memory holds

/** The slowest layer takes as long as was asked for; faster ones run through their movement more often. */
export function timeScene(
  { layers, seconds: said }: Pick<Scene, 'layers' | 'seconds'>,
  request: Pick<GenerateRequest, 'seconds' | 'fps' | 'width' | 'height'>,
): Schedule {
  const speeds = layers.map(({ speed }) => speed ?? 1);
  const slowest = Math.min(...speeds);
  const seconds = said ?? request.seconds / slowest;
  const most = Math.max(2, Math.floor(MOST_PIXELS / (request.width * request.height)));
  return {
    seconds,
    frames: Math.min(most, framesOf({ seconds, fps: request.fps })),
    cycles: speeds.map((speed) => Math.max(1, Math.round(speed / slowest))),
  };
}

const SPREAD = 0.4; // of the loop, between the first and the last of several things
const FEWEST = 3; // things that go one after another unless told otherwise
const STAGGERED = new Set(
  'bouncing hopping jumping pulsing beating fading blinking popping rising flashing'.split(' '),
);

/** Whether the things of a layer move one after another, as the dots of a loader do. */
export const isStaggered = ({ count, motion }: Layer, order: Scene['order']) =>
  count > 1 &&
  (order === null
    ? count >= FEWEST && motion !== null && STAGGERED.has(motion.split(' ')[0]!)
    : order === 'one after another');

/**
 * The phase of one of several things. Each moves within a window of its own and rests before and after
 * it, so that all are at rest in the first frame.
 */
export function staggeredPhase(phase: number, index: number, count: number): number {
  const begin = (SPREAD * index) / Math.max(1, count - 1);
  return Math.min(1, Math.max(0, (phase - begin) / (1 - SPREAD)));
}
