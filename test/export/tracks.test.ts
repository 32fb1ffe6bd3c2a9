/** Motions as tracks of key frames: how near they come, and which of them are such tracks. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Tracks } from '../../worker/api';
import { tracksOf } from '../../worker/export/moments';
import { fitTrack } from '../../worker/export/tracks';
import { type Motion, poseAt, together } from '../../worker/motion/motion';
import { MOTIONS, motionNamed } from '../../worker/motion/motions';
import { type Pose, USUAL_WAY, type Way } from '../../worker/motion/pose';
import { createActor, restOf } from '../../worker/motion/render';
import { apply, compose, invert } from '../../worker/picture/plane';
import { valueAt } from '../support/tracks';

const CANVAS = { width: 256, height: 192 };
const PLACE = { x: 0.2, y: 0.1, scale: 0.7 };
const BOUNDS = { left: 0.25, top: 0.125, right: 0.875, bottom: 1 };
const FRAMES = 16;
const SECONDS = 4 / 3;

const picture = { width: 64, height: 64, rgba: new Float32Array(4 * 64 * 64).fill(1) };
const actor = createActor(picture, { rest: BOUNDS, reach: BOUNDS });
const rest = restOf(actor, PLACE, CANVAS);

function tracked(motion: Motion, way: Way = USUAL_WAY) {
  const poseOf = (frame: number) => poseAt(motion, frame / FRAMES, way, rest.thing);
  const still = { actor, place: PLACE, mirrored: false, poseAt: poseOf };
  return { poseOf, tracks: tracksOf(still, rest, FRAMES, SECONDS) };
}

/** Where the four corners of the thing are, px. */
function posed({ map }: Pose): [number, number][] {
  const back = invert(rest.map)!;
  const whole = compose(rest.units, map, invert(rest.units)!, rest.map);
  return corners().map(([x, y]) => apply(whole, ...apply(back, x, y)));
}

function corners(): [number, number][] {
  const px = [
    [BOUNDS.left, BOUNDS.top],
    [BOUNDS.right, BOUNDS.top],
    [BOUNDS.left, BOUNDS.bottom],
    [BOUNDS.right, BOUNDS.bottom],
  ] as const;
  return px.map(([x, y]) => apply(rest.map, 64 * x, 64 * y));
}

/** The same as an editor's layer has them: scaled, then turned about its middle, then moved. */
function played({ x, y, angle, scale }: Tracks, frame: number): [number, number][] {
  const [midX, midY] = apply(rest.units, 0, 0);
  const [turn] = valueAt(angle, frame);
  const [wide, high] = valueAt(scale, frame);
  const [cos, sin] = [Math.cos((turn! * Math.PI) / 180), Math.sin((turn! * Math.PI) / 180)];
  return corners().map(([cornerX, cornerY]) => {
    const [u, v] = [wide! * (cornerX - midX), high! * (cornerY - midY)];
    return [
      midX + valueAt(x, frame)[0]! + cos * u - sin * v,
      midY + valueAt(y, frame)[0]! + sin * u + cos * v,
    ];
  });
}

/** How far the worst corner lies from its place at any frame or half frame, px. */
function worst(tracks: Tracks, poseOf: (frame: number) => Pose): number {
  let most = 0;
  for (let frame = 0; frame < FRAMES; frame += 0.5) {
    const truth = posed(poseOf(frame));
    for (const [i, [x, y]] of played(tracks, frame).entries()) {
      most = Math.max(most, Math.hypot(x - truth[i]![0], y - truth[i]![1]));
    }
    const fade = Math.abs(valueAt(tracks.opacity, frame)[0]! - poseOf(frame).opacity);
    assert.ok(fade <= 2 / 255, `opacity is ${fade} off at ${frame}`);
  }
  return most;
}

/** What no layer does by going, turning, growing and fading: it leans, turns in space, glows, breaks, is uncovered. */
const MORE = [
  'confetti',
  'dancing',
  'drawing itself',
  'exploding',
  'flipping in',
  'flipping over',
  'glowing',
  'iris wipe',
  'jello',
  'nodding yes',
  'pinging',
  'rippling',
  'shaking no',
  'spinning in 3d',
  'swaying',
  'typing on',
  'wiping',
  'wobbling',
];

describe('motions as tracks', () => {
  const all = MOTIONS.map((motion) => ({ motion, ...tracked(motion) }));

  test('are all of those that go, turn, grow and fade', () => {
    const left = all.filter(({ tracks }) => !tracks).map(({ motion }) => motion.name);
    assert.deepEqual(left.sort(), MORE);
  });

  test('lie within a pixel of the frames, between them too, with few keys', () => {
    for (const { motion, poseOf, tracks } of all) {
      if (!tracks) continue;
      const off = worst(tracks, poseOf);
      assert.ok(off <= 1, `${motion.name} is ${off} px off`);
      const keys = Object.values(tracks).map(({ length }) => length);
      assert.ok(Math.max(...keys) <= 40, `${motion.name} has ${keys} keys`);
    }
  });

  test('are as strong, as often and in the direction that was asked for', () => {
    for (const { motion, tracks } of all) {
      if (!tracks) continue;
      for (const direction of [...motion.directions, 'backwards' as const]) {
        const own = tracked(motion, { strength: 1.6, direction, repeats: 2 });
        if (!own.tracks) assert.fail(`${motion.name}, ${direction}`);
        const off = worst(own.tracks, own.poseOf);
        assert.ok(off <= 1, `${motion.name}, ${direction}, is ${off} px off`);
      }
    }
  });

  test('turn on beyond a turn, and rest where nothing moves', () => {
    const { tracks } = tracked(motionNamed('spinning'), { ...USUAL_WAY, repeats: 3 });
    assert.deepEqual(
      tracks!.angle.map(({ at, value }) => [at, Math.round(value[0]!)]),
      [
        [0, 0],
        [FRAMES, 3 * 360],
      ],
    );
    const { tracks: still } = tracked(motionNamed('still'));
    for (const track of Object.values(still!)) assert.equal(track.length, 1);
  });

  test('two at once are tracks where their map is one', () => {
    const both = (...names: string[]) => tracked(together(names.map(motionNamed)));
    const { tracks, poseOf } = both('floating', 'spinning');
    assert.ok(worst(tracks!, poseOf) <= 1);
    assert.equal(both('squashing', 'spinning').tracks, null, 'a slant');
  });
});

test('a fitted track passes all samples, whatever they are, and jumps where they jump', () => {
  const sample = fc.record({
    step: fc.double({ min: 0.01, max: 2, noNaN: true }),
    value: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
      minLength: 2,
      maxLength: 2,
    }),
    jumps: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 30 }), (steps) => {
      let at = 0;
      const samples = steps.map(({ step, value, jumps }) => {
        at += step;
        return { at, value, jumps };
      });
      const track = fitTrack(samples, 0.5);
      for (const { at, value } of samples) {
        const played = valueAt(track, at);
        value.forEach((number, i) => {
          assert.ok(Math.abs(played[i]! - number) <= 0.5 + 1e-6, `${played} for ${value} at ${at}`);
        });
      }
      const held = samples.filter(({ jumps }, i) => jumps && i < samples.length - 1);
      for (const { at, value } of track.length > 1 ? held : []) {
        assert.deepEqual(
          track.find((key) => key.at === at),
          { at, value, ease: 'hold' },
        );
      }
    }),
  );
});
