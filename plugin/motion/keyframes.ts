/** Tracks of a recipe as Figma's Motion writes them: seconds, factors, degrees, easings by name. */
import type { Page, Recipe, Track, Tracks } from '../protocol';

type Field = 'TRANSLATION_X' | 'TRANSLATION_Y' | 'ROTATION' | 'SCALE_X' | 'SCALE_Y' | 'OPACITY';

/** One track of one layer. */
export interface LayerTrack {
  field: Extract<KeyframeField, { type: 'PROPERTY' }>;
  track: ManualKeyframeTrackInput;
}

type Time = Pick<Recipe, 'frames' | 'seconds'>;

/** `node.rotation` counts against the clock, and we take it that `ROTATION` does so too: nobody has told us yet. */
const AGAINST_THE_CLOCK = -1;

const HANDLES = [1 / 3, 2 / 3] as const; // of time, as eases have them
const CLOSE = 1e-3;
const HOLD: MotionEasing = { type: 'HOLD' };

/** Those of a picture that move it at all. */
export function tracksOf({ x, y, angle, scale, opacity }: Tracks, time: Time): LayerTrack[] {
  return [
    ...layerTrack('TRANSLATION_X', x, time),
    ...layerTrack('TRANSLATION_Y', y, time),
    ...layerTrack('ROTATION', angle, time, { times: AGAINST_THE_CLOCK }),
    ...layerTrack('SCALE_X', scale, time),
    ...layerTrack('SCALE_Y', scale, time, { which: 1 }),
    ...layerTrack('OPACITY', opacity, time),
  ];
}

/** A page shows from its frame until the next one's; `null` for one that always shows. */
export function pageTrack({ from, until }: Page, { frames, seconds }: Time): LayerTrack | null {
  const second = (frame: number) => (frame * seconds) / frames;
  if (from === 0 && until >= frames) return null;
  const key = (frame: number, value: number): ManualKeyframeInput => ({
    timelinePosition: second(frame),
    value: float(value),
    easing: HOLD,
  });
  const comes = from > 0 ? [key(0, 0), key(from, 1)] : [key(0, 1)];
  const keyframes = until < frames ? [...comes, key(until, 0)] : comes;
  return { field: property('OPACITY'), track: { baseValue: keyframes[0]!.value, keyframes } };
}

interface Reading {
  which?: number; // of a value's numbers
  times?: number;
}

function layerTrack(
  name: Field,
  track: Track,
  { frames, seconds }: Time,
  { which = 0, times = 1 }: Reading = {},
): LayerTrack[] {
  const values = track.map(({ value }) => times * (value[which] ?? 0));
  const rest = name.startsWith('SCALE') || name === 'OPACITY' ? 1 : 0;
  if (values.every((value) => value === values[0]) && values[0] === rest) return [];
  const keyframes = track.map(({ at, ease }, i): ManualKeyframeInput => {
    const easing = ease === 'hold' ? HOLD : easingOf(ease.from[which] ?? 0, ease.to[which] ?? 1);
    return {
      timelinePosition: (at * seconds) / frames,
      value: float(values[i] ?? rest),
      easing,
    };
  });
  return [{ field: property(name), track: { baseValue: float(values[0] ?? rest), keyframes } }];
}

function easingOf(y1: number, y2: number): MotionEasing {
  const [x1, x2] = HANDLES;
  if (Math.abs(y1 - x1) < CLOSE && Math.abs(y2 - x2) < CLOSE) return { type: 'LINEAR' };
  return { type: 'CUSTOM_CUBIC_BEZIER', easingFunctionCubicBezier: { x1, y1, x2, y2 } };
}

const property = (name: Field) => ({ type: 'PROPERTY', name }) as const;
const float = (value: number) => ({ type: 'FLOAT', value }) as const;
