/** All motions: what each of them promises, and what becomes of a picture in their poses. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseList } from '../../models/data/names/captions';
import { facingOf } from '../../worker/film/facing';
import { cubicBezier, easeInBack, easeOutBack, keyed } from '../../worker/motion/easing';
import { type Motion, obeys, poseAt, together } from '../../worker/motion/motion';
import { MOTIONS, motionNamed } from '../../worker/motion/motions';
import { REST, type Thing, USUAL_WAY, type Way } from '../../worker/motion/pose';
import { reachOf } from '../../worker/motion/reach';
import { createActor, renderPose, thingOf } from '../../worker/motion/render';
import { REVOLVING } from '../../worker/motion/ring';
import { WEATHER } from '../../worker/motion/weather';
import { chooseMove } from '../../worker/moves';
import { apply, compose, move } from '../../worker/picture/plane';

import { layPatches, type Raster } from '../../worker/picture/raster';
import type { Direction } from '../../worker/scene';
import { openReader } from '../support/reading';

const { read } = await openReader();
const EDGE = 24; // px, of the picture
const BOX = { left: 0.25, top: 0.125, right: 0.75, bottom: 0.875 };
const INK = { rest: BOX, reach: BOX };
const THING: Thing = {
  half: { x: 1 / 3, y: 0.5 },
  away: { left: 1.3, right: 1.3, up: 1.3, down: 1.3 },
};
const DIRECTIONS: readonly Direction[] = [
  'left',
  'right',
  'up',
  'down',
  'clockwise',
  'anticlockwise',
  'backwards',
  'in',
  'out',
];

const ALL = [...MOTIONS, ...WEATHER.values(), REVOLVING];
const motions = fc.constantFrom(...ALL);
const phases = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const ways: fc.Arbitrary<Way> = fc.record({
  strength: fc.double({ min: 0.1, max: 3, noNaN: true }),
  direction: fc.constantFrom(null, ...DIRECTIONS),
  repeats: fc.integer({ min: 1, max: 6 }),
});

/** A card that is coloured differently on each side, with an edge of half a pixel. */
function card(): Raster {
  const rgba = new Float32Array(4 * EDGE * EDGE);
  for (let i = 0; i < EDGE * EDGE; i++) {
    const [x, y] = [((i % EDGE) + 0.5) / EDGE, (Math.floor(i / EDGE) + 0.5) / EDGE];
    const inside = x > BOX.left && x < BOX.right && y > BOX.top && y < BOX.bottom;
    if (inside) rgba.set([x, y, 0.5, 1], 4 * i);
  }
  return { width: EDGE, height: EDGE, rgba };
}

const ACTOR = createActor(card(), INK);
const PLACE = { x: 0.25, y: 0.25, scale: 0.5 };

function draw(motion: Motion, phase: number, way: Way, edge = EDGE, place = PLACE): Raster {
  const canvas = { width: edge, height: edge, solid: true };
  const pose = poseAt(motion, phase, way, thingOf(ACTOR, place, canvas));
  return layPatches(renderPose(ACTOR, place, pose, canvas), canvas);
}

const difference = (a: Raster, b: Raster) =>
  a.rgba.reduce((sum, value, i) => sum + Math.abs(value - b.rgba[i]!), 0) / a.rgba.length;

const usual = (change: Partial<Way> = {}): Way => ({ ...USUAL_WAY, ...change });

describe('every motion', () => {
  test('is one of as many as README says, each with a name of its own', () => {
    const [, told] = /They move in (\d+) ways/.exec(readFileSync('README.md', 'utf8')) ?? [];
    assert.equal(MOTIONS.length, Number(told));
    assert.equal(new Set(MOTIONS.map(({ name }) => name)).size, MOTIONS.length);
    assert.throws(() => motionNamed('yodelling'), /known name.*yodelling/);
  });

  test('starts with the whole, opaque thing at rest, whichever way it is asked for', () => {
    const whole = { x: 0, y: 0, scale: 1 };
    for (const motion of MOTIONS) {
      assert.deepEqual(draw(motion, 0, USUAL_WAY, EDGE, whole), card(), motion.name);
    }
    fc.assert(
      fc.property(motions, ways, (motion, way) => {
        for (const phase of [0, 1]) {
          const { marks, ...thing } = poseAt(motion, phase, way, THING);
          assert.deepEqual({ ...thing, marks: [] }, REST);
          assert.equal(marks.length > 0, [...WEATHER.values()].includes(motion), motion.name);
        }
      }),
    );
  });

  test('is periodic, and repeats as often as it is told', () => {
    fc.assert(
      fc.property(motions, ways, fc.nat(63), (motion, way, step) => {
        const phase = step / 64;
        const pose = poseAt(motion, phase, way, THING);
        assert.deepEqual(poseAt(motion, phase + 1, way, THING), pose);
        const once = poseAt(motion, phase * way.repeats, { ...way, repeats: 1 }, THING);
        assert.deepEqual(pose, once);
      }),
      { numRuns: 500 },
    );
    for (const repeats of [0, -1, 1.5, Number.NaN]) {
      const ask = () => poseAt(motionNamed('hopping'), 0.5, usual({ repeats }), THING);
      assert.throws(ask, new RegExp(`whole number of times, and this one ${repeats}`));
    }
  });

  test('gives poses that can be drawn, whatever the strength', () => {
    fc.assert(
      fc.property(motions, ways, phases, (motion, way, phase) => {
        const { map, opacity, glow, pieces } = poseAt(motion, phase, way, THING);
        assert.ok([...map, ...pieces.flatMap((piece) => piece.map)].every(Number.isFinite));
        assert.ok(opacity >= 0 && opacity <= 1 && glow >= 0 && glow <= 1);
        const { rgba } = draw(motion, phase, way);
        rgba.forEach((value, i) => {
          assert.ok(value >= 0 && value <= rgba[i | 3]! + 1e-6 && rgba[i | 3]! <= 1 + 1e-6);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('is continuous', () => {
    const steps = 500;
    for (const motion of ALL) {
      let before = draw(motion, 0, USUAL_WAY);
      for (let step = 1; step <= steps; step++) {
        const now = draw(motion, step / steps, USUAL_WAY);
        const change = difference(before, now);
        assert.ok(change < 0.012, `${motion.name} leaps by ${change} at ${step / steps}`);
        before = now;
      }
    }
  });

  test('closes its loop with no step larger than those between', () => {
    for (const motion of ALL) {
      for (const frames of [8, 15, 64]) {
        const drawn = Array.from({ length: frames }, (_, i) =>
          draw(motion, i / frames, USUAL_WAY, 2 * EDGE),
        );
        const steps = drawn.map((frame, i) => difference(frame, drawn[(i + 1) % frames]!));
        const closing = steps.pop()!;
        const most = Math.max(...steps);
        assert.ok(closing <= 1.03 * most, `${motion.name}, ${frames}: ${closing / most}`);
      }
    }
  });

  test('stays in the room that a layout leaves for it, unless it means to leave the canvas', () => {
    const edge = 96; // px; a canvas four times as large as the picture, which lies in its middle
    const place = { x: 0.375, y: 0.375, scale: 0.25 };
    fc.assert(
      fc.property(motions, ways, phases, (motion, way, phase) => {
        fc.pre(!motion.leaves(way.direction));
        const reach = reachOf(motion, way, INK);
        const { rgba } = draw(motion, phase, way, edge, place);
        for (let i = 0; i < edge * edge; i++) {
          if (rgba[4 * i + 3]! < 0.5) continue;
          const x = ((i % edge) / edge - place.x) / place.scale;
          const y = (Math.floor(i / edge) / edge - place.y) / place.scale;
          const slack = 0.06; // a pixel and a half
          const inside =
            x > reach.left - slack &&
            x < reach.right + slack &&
            y > reach.top - slack &&
            y < reach.bottom + slack;
          assert.ok(inside, `${motion.name}: ${x}, ${y} is not in ${JSON.stringify(reach)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('that leaves the canvas is gone for a while', () => {
    for (const motion of MOTIONS) {
      for (const direction of [null, ...motion.directions]) {
        if (!motion.leaves(direction)) continue;
        const shown = Array.from({ length: 96 }, (_, i) =>
          draw(motion, i / 96, usual({ direction })).rgba.reduce((a, b) => a + b),
        );
        assert.ok(Math.min(...shown) < 0.5, `${motion.name}, ${direction}`);
      }
    }
    assert.ok(motionNamed('walking').leaves('left') && !motionNamed('walking').leaves(null));
  });
});

describe('the way', () => {
  const poses = (motion: Motion, way: Way) =>
    Array.from({ length: 32 }, (_, i) => poseAt(motion, i / 32, way, THING));

  test('changes what is seen exactly where a motion says that it obeys', () => {
    for (const motion of MOTIONS) {
      const obeyed = obeys(motion);
      const own = poses(motion, USUAL_WAY);
      const changes = (way: Partial<Way>) => {
        try {
          assert.deepEqual(poses(motion, usual(way)), own);
          return false;
        } catch {
          return true;
        }
      };
      assert.equal(changes({ strength: 1.7 }), obeyed.strength, `${motion.name}: strength`);
      assert.equal(changes({ repeats: 3 }), obeyed.repeats, `${motion.name}: repeats`);
      for (const direction of DIRECTIONS) {
        const heard = changes({ direction });
        const named = motion.directions.includes(direction);
        if (named) assert.equal(heard, !isOwn(motion, direction), `${motion.name}: ${direction}`);
        else if (direction === 'backwards')
          assert.ok(obeyed.directions.includes('backwards') || !heard);
        else assert.ok(!heard, `${motion.name} goes ${direction} and does not say so`);
      }
    }
  });

  /** A turn to the right is clockwise. */
  const isOwn = ({ own }: Motion, direction: Direction) =>
    direction === own || (own === 'clockwise' && direction === 'right');

  test('leads things where it says', () => {
    const middle = (name: string, direction: Direction, phase: number) =>
      apply(poseAt(motionNamed(name), phase, usual({ direction }), THING).map, 0, 0);
    for (const name of ['sliding', 'walking', 'running', 'driving by', 'flying across']) {
      assert.ok(middle(name, 'left', 0.2)[0] < -0.1, name);
      assert.ok(middle(name, 'right', 0.2)[0] > 0.1, name);
    }
    assert.ok(middle('flying away', 'up', 0.3)[1] < -0.2);
    assert.ok(middle('flying away', 'down', 0.3)[1] > 0.2);
    assert.ok(middle('sliding in', 'right', 0.6)[0] < -0.1); // comes from the left
    const right = (direction: Direction) =>
      apply(poseAt(motionNamed('spinning'), 0.25, usual({ direction }), THING).map, 1, 0);
    assert.ok(right('clockwise')[1] > 0.99 && right('anticlockwise')[1] < -0.99);
  });

  test('backwards is the loop from its end', () => {
    fc.assert(
      fc.property(motions, fc.integer({ min: 1, max: 63 }), (motion, step) => {
        const back = poseAt(motion, step / 64, usual({ direction: 'backwards' }), THING);
        assert.deepEqual(back, poseAt(motion, 1 - step / 64, USUAL_WAY, THING));
      }),
    );
  });
});

describe('what looks to a side', () => {
  const nature = { alive: false, lively: false, suits: 'still', still: false, drives: false };
  const moving = (prompt: string, faces: 'left' | 'right' | null) =>
    chooseMove(read(prompt).layers[0]!, { ...nature, weather: null, around: false, faces });

  test('leaves that way, and is mirrored where it is told to go the other way', () => {
    for (const faces of ['left', 'right'] as const) {
      for (const prompt of ['a truck driving by', 'a bird flying across', 'a cat running']) {
        for (const asked of [null, 'left', 'right'] as const) {
          const { way, mirrored } = moving(asked ? `${prompt} to the ${asked}` : prompt, faces);
          const goes =
            way.direction === null || way.direction === (mirrored ? other(faces) : faces);
          assert.ok(goes, `${prompt} to the ${asked}, looking ${faces}`);
        }
      }
    }
    const front = moving('a smiley flying across to the left', null);
    assert.deepEqual([front.way.direction, front.mirrored], ['left', false]);
  });

  test('is a vehicle or an animal: emoji look left, but for planes and rockets, and line icons right', () => {
    const sides = [
      facingOf('car', 'vehicles', 'flat'),
      facingOf('car', 'vehicles', 'outline'),
      facingOf('plane', 'vehicles', '3d'),
      facingOf('dog', 'animals', 'flat'),
      facingOf('house', 'places', 'outline'),
    ];
    assert.deepEqual(sides, ['left', 'right', 'right', 'left', null]);
  });
});

const other = (side: 'left' | 'right') => (side === 'left' ? 'right' : 'left');

test('what lies around another thing keeps its distance from the middle of the canvas', () => {
  fc.assert(
    fc.property(phases, fc.double({ min: 0, max: 0.7, noNaN: true }), (phase, at) => {
      const canvas = { width: EDGE, height: EDGE, solid: true };
      const place = { x: at, y: 0.1, scale: 0.3 };
      const thing = thingOf(ACTOR, place, canvas);
      const { left, right, up, down } = thing.away;
      const [x, y] = apply(poseAt(REVOLVING, phase, usual(), thing).map, 0, 0);
      const [toX, toY] = [(right - left) / 2, (down - up) / 2];
      const far = Math.hypot(x - toX, y - toY);
      assert.ok(Math.abs(far - Math.hypot(toX, toY)) < 1e-9);
    }),
  );
});

describe('two motions at once', () => {
  test('are both done, in whatever order they are named', () => {
    const [bouncing, spinning] = [motionNamed('bouncing'), motionNamed('spinning')];
    const both = together([bouncing, spinning]);
    assert.equal(both.name, 'bouncing and spinning');
    fc.assert(
      fc.property(phases, (phase) => {
        const map = (motion: Motion) => poseAt(motion, phase, USUAL_WAY, THING).map;
        assert.deepEqual(map(both), map(together([spinning, bouncing])));
        assert.deepEqual(map(both), compose(map(bouncing), map(spinning)));
        const [x, y] = apply(map(both), 0, 0);
        const travelled = apply(map(bouncing), 0, 0);
        assert.ok(Math.hypot(x - travelled[0], y - travelled[1]) < 1e-9);
      }),
    );
  });

  test('keep what every motion promises', () => {
    fc.assert(
      fc.property(motions, motions, ways, (one, other, way) => {
        const both = together([one, other]);
        assert.deepEqual({ ...poseAt(both, 0, way, THING), marks: [] }, REST);
        const late = poseAt(both, 1 - 1e-7, { ...way, repeats: 1 }, THING);
        const corner = apply(late.map, 0.3, 0.3);
        assert.ok(Math.hypot(corner[0] - 0.3, corner[1] - 0.3) < 1e-3, both.name);
      }),
      { numRuns: 200 },
    );
  });
});

describe('easing', () => {
  test('leads from 0 to 1', () => {
    for (const ease of [easeInBack, easeOutBack, cubicBezier(0.215, 0.61, 0.355, 1)]) {
      assert.ok(Math.abs(ease(0)) < 1e-9 && Math.abs(ease(1) - 1) < 1e-9);
    }
    const straight = cubicBezier(0.3, 0.3, 0.6, 0.6);
    for (const t of [0.1, 0.5, 0.9]) assert.ok(Math.abs(straight(t) - t) < 1e-6);
  });

  test('takes the values of its keys at their times, and holds the outer ones', () => {
    const value = keyed([
      [0.2, 3],
      [0.5, -1],
      [0.8, 2],
    ]);
    assert.deepEqual([0, 0.2, 0.5, 0.8, 1].map(value), [3, 3, -1, 2, 2]);
  });
});

describe('the tables', () => {
  const read = (name: string) =>
    readFileSync(new URL(`../../worker/prompt/tables/${name}.txt`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(': ') as [name: string, value: string]);
  const names = new Set(['alive', ...MOTIONS.map(({ name }) => name)]);

  function readThings() {
    const folder = new URL('../../models/data/names/subjects/', import.meta.url);
    return readdirSync(folder).flatMap((file) =>
      parseList(readFileSync(new URL(file, folder), 'utf8'), file.replace(/^\d+-|\.txt$/g, '')),
    );
  }

  test('give every motion its words, and every word to one motion', () => {
    const rows = read('motions');
    assert.deepEqual(new Set(rows.map(([name]) => name)), names);
    const phrases = rows.flatMap(([, value]) => value.split(', '));
    assert.equal(rows.length, names.size);
    assert.deepEqual(
      phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i),
      [],
    );
    for (const phrase of phrases) assert.match(phrase, /^[a-z0-9]+( [a-z0-9]+)*$/);
  });

  test('name a known motion for known groups and things, each once', () => {
    const rows = read('default-motions');
    const things = readThings();
    const groups = new Set(['interface', ...things.map(({ group }) => group)]);
    const known = new Set([...groups, ...things.map(({ names }) => names[0])]);
    for (const [name, motion] of rows) {
      assert.ok(known.has(name), `${name} is no group and no thing`);
      assert.ok(names.has(motion), `${name}: ${motion} is no motion`);
    }
    assert.equal(new Set(rows.map(([name]) => name)).size, rows.length);
    for (const group of groups)
      assert.ok(
        rows.some(([name]) => name === group),
        group,
      );
  });
});

test('pieces and their thing move together', () => {
  const both = together([motionNamed('exploding'), motionNamed('sliding')]);
  const { map, pieces } = poseAt(both, 0.3, USUAL_WAY, THING);
  assert.ok(pieces.length > 4);
  assert.deepEqual(map, compose(move(map[2], map[5])));
});
