import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import {
  drawPlaceholder,
  PLACEHOLDERS,
  type Placeholder,
} from '../../models/data/art/placeholders';
import { FILLERS, MAX_WORDS, MOTION_WORDS, parseList } from '../../models/data/names/captions';
import { PLACEHOLDER_NAMES } from '../../worker/placeholders/draw';
import { normalise } from '../../worker/prompt/words';

const EDGE = 64; // px
const STEPS = 12; // phases of a loop that the tests look at
const MARGIN = 10 / 128; // of the frame
const EPSILON = 1e-6; // of a loop
const STILL = 1; // of 255: less is the rasteriser's rounding

type Picture = Uint8Array;
const canonical = ({ names }: Placeholder) => names[0] ?? '';
const loops = new Map<Placeholder, Picture[]>();
const loopOf = (placeholder: Placeholder) => loops.get(placeholder) ?? [];
const keysOf = (placeholder: Placeholder) =>
  loopOf(placeholder).filter((_, step) => step % (STEPS / 4) === 0);

before(async () => {
  for (const placeholder of PLACEHOLDERS) {
    const phases = Array.from({ length: STEPS }, (_, step) => step / STEPS);
    const frames = phases.map((phase) => drawPlaceholder(placeholder, phase, EDGE));
    loops.set(placeholder, await Promise.all(frames));
  }
});

/** Root of the mean squared difference on mid-grey, of 255. */
function distance(a: Picture, b: Picture): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 4) {
    for (let channel = 0; channel < 3; channel++) {
      const [p, q] = [a, b].map((frame) => {
        const alpha = (frame[i + 3] ?? 0) / 255;
        return (frame[i + channel] ?? 0) * alpha + 128 * (1 - alpha);
      });
      sum += (p! - q!) ** 2;
    }
  }
  return Math.sqrt(sum / ((a.length / 4) * 3));
}

/** Pixels that are seen, as a share of the frame. */
const inkOf = (frame: Picture) =>
  frame.reduce((sum, value, i) => sum + (i % 4 === 3 && value > 127 ? 1 : 0), 0) / EDGE ** 2;

test('whatever the network was taught of an interface, a formula draws too', () => {
  assert.ok(PLACEHOLDERS.length > 0);
  for (const one of PLACEHOLDERS)
    assert.ok(PLACEHOLDER_NAMES.includes(canonical(one)), canonical(one));
});

test('the loop closes: the moment before phase 1 looks like phase 0', async () => {
  for (const placeholder of PLACEHOLDERS) {
    const last = await drawPlaceholder(placeholder, 1 - EPSILON, EDGE);
    const jump = distance(last, loopOf(placeholder)[0]!);
    assert.ok(jump < STILL, `${canonical(placeholder)} jumps by ${jump}`);
  }
});

test('the picture changes smoothly: an instant changes almost nothing', async () => {
  for (const placeholder of PLACEHOLDERS) {
    for (const step of [2, 5, 7, 10]) {
      const next = await drawPlaceholder(placeholder, step / STEPS + EPSILON, EDGE);
      const jump = distance(loopOf(placeholder)[step]!, next);
      assert.ok(jump < STILL, `${canonical(placeholder)} jumps by ${jump} at ${step}/${STEPS}`);
    }
  }
});

test('phase 0 is the complete picture: hardly any other moment shows more of it', () => {
  for (const placeholder of PLACEHOLDERS) {
    const [first = 0, ...others] = loopOf(placeholder).map(inkOf);
    const most = Math.max(...others);
    assert.ok(first >= 0.8 * most, `${canonical(placeholder)}: ${first} of ${most}`);
  }
});

test('each two of the four key frames differ visibly', () => {
  for (const placeholder of PLACEHOLDERS) {
    const keys = keysOf(placeholder);
    for (const [i, key] of keys.entries()) {
      for (const other of keys.slice(i + 1)) {
        const change = distance(key, other);
        assert.ok(change > 3, `${canonical(placeholder)} differs by ${change} from key ${i}`);
      }
    }
  }
});

test('no placeholder looks like another at phase 0', () => {
  const stills = PLACEHOLDERS.map((placeholder) => loopOf(placeholder)[0]!);
  for (const [i, still] of stills.entries()) {
    for (const [k, other] of stills.slice(0, i).entries()) {
      const names = `${canonical(PLACEHOLDERS[i]!)} and ${canonical(PLACEHOLDERS[k]!)}`;
      assert.ok(distance(still, other) > 16, `${names}: ${distance(still, other)}`);
    }
  }
});

test('ink stays within the central 108 of 128 px, and is not translucent', () => {
  const margin = Math.floor(MARGIN * EDGE) - 1; // a rounded edge may touch one more pixel
  for (const placeholder of PLACEHOLDERS) {
    for (const frame of loopOf(placeholder)) {
      let seen = 0;
      let opaque = 0;
      for (let i = 0; i < EDGE * EDGE; i++) {
        const alpha = frame[i * 4 + 3] ?? 0;
        const [x, y] = [i % EDGE, Math.floor(i / EDGE)];
        const inside = Math.min(x, y, EDGE - 1 - x, EDGE - 1 - y) >= margin;
        assert.ok(inside || alpha < 8, `${canonical(placeholder)} reaches ${x}, ${y}`);
        if (alpha > 8) seen++;
        if (alpha > 247) opaque++;
      }
      assert.ok(
        opaque > 0.35 * seen,
        `${canonical(placeholder)}: ${opaque} of ${seen} px are opaque`,
      );
    }
  }
});

test('every placeholder is generous: at least 84 px wide or high at phase 0', () => {
  const extents = PLACEHOLDERS.map((placeholder) => {
    const frame = loopOf(placeholder)[0]!;
    const at = Array.from({ length: EDGE * EDGE }, (_, i) => i).filter(
      (i) => (frame[i * 4 + 3] ?? 0) > 127,
    );
    const span = (values: number[]) => Math.max(...values) - Math.min(...values) + 1;
    return (
      Math.max(span(at.map((i) => i % EDGE)), span(at.map((i) => Math.floor(i / EDGE)))) *
      (128 / EDGE)
    );
  });
  extents.forEach((extent, i) => {
    assert.ok(extent >= 84, `${canonical(PLACEHOLDERS[i]!)} is ${extent} px`);
  });
});

test('the same moment is the same picture, and phases are periodic', async () => {
  for (const placeholder of PLACEHOLDERS) {
    assert.equal(placeholder.draw(0.3), placeholder.draw(0.3), canonical(placeholder));
    const later = await drawPlaceholder(placeholder, 2.25, EDGE);
    assert.deepEqual(later, loopOf(placeholder)[STEPS / 4], canonical(placeholder));
  }
});

test('the colour of invisible pixels is cleared', () => {
  for (const placeholder of PLACEHOLDERS) {
    const frame = loopOf(placeholder)[0]!;
    assert.equal(frame.length, EDGE * EDGE * 4);
    for (let i = 0; i < frame.length; i += 4) {
      if (frame[i + 3] === 0) assert.equal(frame[i]! + frame[i + 1]! + frame[i + 2]!, 0);
    }
  }
});

const fillers = new Set(FILLERS);
const phraseOf = (name: string) => normalise(name, undefined, fillers).join(' ');

/** What the hand-written lists call their subjects. */
function listedPhrases(): Set<string> {
  const folder = new URL('../../models/data/names/subjects/', import.meta.url);
  const texts = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  const listed = texts.flatMap((file) =>
    parseList(readFileSync(new URL(file, folder), 'utf8'), ''),
  );
  return new Set(listed.flatMap(({ names }) => names.map(phraseOf)));
}

test('each has three or more names of one to five words, none of them a motion', () => {
  for (const { names } of PLACEHOLDERS) {
    assert.ok(names.length >= 3, names[0]);
    for (const name of names) {
      const words = phraseOf(name).split(' ');
      assert.equal(name, name.toLowerCase());
      assert.ok(words[0] !== '' && name.split(' ').length <= MAX_WORDS, name);
      for (const word of words) assert.ok(!MOTION_WORDS.has(word), `${name}: ${word} is a motion`);
    }
  }
});

test('each phrase names one placeholder and no other subject', () => {
  const taken = listedPhrases();
  for (const { names } of PLACEHOLDERS) {
    const phrases = new Set(names.map(phraseOf));
    assert.equal(phrases.size, names.length, `${names[0]} has a name twice`);
    for (const phrase of phrases) assert.ok(!taken.has(phrase), `“${phrase}” is taken`);
    for (const phrase of phrases) taken.add(phrase);
  }
});
