import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { countDrawn } from '../../models/data/art/living/cells';
import { drawingSources, sampleDrawing, styleOfSet } from '../../models/data/art/living/drawings';
import { CLIP_FRAMES, CLIP_SIZE } from '../../models/data/art/living/frames';
import { readDrawings } from '../../models/data/art/living/list';
import {
  coverage,
  difference,
  findLoop,
  phasesOf,
  thumbnail,
} from '../../models/data/art/living/loop';
import { openStudio } from '../../models/data/art/living/studio';
import { ALLOWED_LICENCES, checkLicence } from '../../models/data/art/sources';
import { drawSprite, encodeSprite, inkOf } from '../../models/data/art/sprite';
import { allSources, attribution } from '../../models/data/licences/attribution';
import { MOTION_WORDS, nameSubjects, parseList } from '../../models/data/names/captions';
import { readCatalogue } from '../../models/data/names/catalogue';
import { heldOutStyles } from '../../models/data/names/heldout';
import { buildPack } from '../../models/data/pack';
import { SHIPPED_MODEL } from '../../models/shipped';
import { launch } from '../e2e/browser';

const catalogue = readCatalogue();
const { subjects, motions, words, fillers } = catalogue;
const FLAT = 0;
const OUTLINE = 2;
const spoken = (phrase: number[]) => phrase.map((id) => words[id]).join(' ');

test('at least 2,200 subjects, three styles and 3,000 words, common things first', () => {
  assert.ok(subjects.length >= 2200);
  assert.equal(motions.at(-1)!.name, 'alive');
  assert.ok(words.length >= 3000);
  const drawnIn = (style: number) => subjects.filter(({ styles }) => styles.includes(style)).length;
  assert.ok(drawnIn(0) >= 1200 && drawnIn(1) >= 1200 && drawnIn(2) >= 1400);
  const common = ['cat', 'dog', 'pizza', 'ball', 'heart', 'sun', 'car', 'rocket', 'tree', 'house'];
  for (const name of common) {
    const group = subjects.find((subject) => subject.name === name)?.group;
    const place = subjects.filter((subject) => subject.group === group);
    assert.ok(
      place.slice(0, 4).some((subject) => subject.name === name),
      name,
    );
  }
});

test('every phrase is made of vocabulary words, and no filler is needed to say one', () => {
  const phrases = [...subjects, ...motions].flatMap((item) => item.phrases);
  assert.equal(new Set(words).size, words.length);
  for (const id of phrases.flat()) assert.ok(id > 0 && id < words.length);
  for (const filler of fillers) assert.ok(!words.includes(filler), filler);
  for (const { phrases } of subjects) {
    for (const phrase of phrases) assert.ok(phrase.length >= 1 && phrase.length <= 5);
  }
});

test('no phrase belongs to two subjects, none to two motions', () => {
  for (const items of [subjects, motions]) {
    const owner = new Map<string, string>();
    for (const { name, phrases } of items) {
      for (const phrase of phrases.map(spoken)) {
        assert.ok(!owner.has(phrase), `“${phrase}”: ${owner.get(phrase)} and ${name}`);
        owner.set(phrase, name);
      }
    }
  }
});

test('no word that moves something is part of a subject, and each moves in one way only', () => {
  for (const { name, phrases } of subjects) {
    for (const word of phrases.flat()) assert.ok(!MOTION_WORDS.has(words[word]!), name);
  }
  const owner = new Map<string, string>();
  for (const { name, phrases } of motions) {
    for (const word of phrases
      .flat()
      .map((id) => words[id]!)
      .filter((id) => MOTION_WORDS.has(id))) {
      assert.equal(owner.get(word) ?? name, name, word);
      owner.set(word, name);
    }
  }
});

test('about one picture in twenty is held out, never the only one, and new subjects change nothing', () => {
  const drawn = subjects.map(({ name, styles }) => ({
    name,
    pictures: [0, 1, 2].map((style) => styles.includes(style)),
  }));
  const held = heldOutStyles(drawn, []);
  const several = drawn.flatMap(({ pictures }) =>
    pictures.filter(Boolean).length > 1 ? pictures.filter(Boolean) : [],
  );
  assert.ok(Math.abs(held.length / several.length - 0.05) < 0.01, `${held.length}`);
  for (const [subject] of held) {
    const away = held.filter(([other]) => other === subject).length;
    assert.ok(away < drawn[subject]!.pictures.filter(Boolean).length, drawn[subject]!.name);
  }
  const named = (pairs: [number, number][], list: typeof drawn) =>
    pairs.map(([subject, style]) => `${list[subject]!.name} ${style}`);
  const fewer = drawn.filter((_, i) => i % 3 > 0);
  const all = new Set(named(held, drawn));
  for (const pair of named(heldOutStyles(fewer, []), fewer)) assert.ok(all.has(pair), pair);
  const [subject, style] = held[0]!;
  assert.equal(heldOutStyles(drawn, [{ subject, style }]).length, held.length - 1, 'alive');
});

test('the words that designers type first lead to the picture they expect', () => {
  const owner = new Map(
    subjects.flatMap(({ icon, phrases }) => phrases.map((p) => [spoken(p), icon])),
  );
  const expected = {
    cat: 'cat-face',
    dog: 'dog-face',
    bird: 'bird',
    fish: 'fish',
    ball: 'soccer-ball',
    ...{
      heart: 'red-heart',
      star: 'star',
      sun: 'sun',
      moon: 'crescent-moon',
      face: 'grinning-face',
    },
    ...{
      smiley: 'slightly-smiling-face',
      rocket: 'rocket',
      tree: 'deciduous-tree',
      house: 'house',
    },
    car: 'automobile',
    boat: 'sailboat',
    plane: 'airplane',
    flower: 'cherry-blossom',
    ...{
      money: 'dollar-banknote',
      phone: 'mobile-phone',
      computer: 'laptop',
      clock: 'alarm-clock',
    },
    cup: 'hot-beverage',
    coffee: 'hot-beverage',
    cake: 'birthday-cake',
    bell: 'bell',
    gift: 'wrapped-gift',
    fire: 'fire',
    lightning: 'high-voltage',
    rain: 'cloud-with-rain',
    ...{
      snow: 'cloud-with-snow',
      cloud: 'cloud',
      person: 'person-standing',
      loading: 'loading spinner',
    },
    user: 'bust-in-silhouette',
    email: 'e-mail',
    search: 'magnifying-glass-tilted-left',
    download: 'tabler/download',
    upload: 'tabler/upload',
    filter: 'tabler/filter',
    login: 'tabler/login',
    password: 'tabler/password',
    bluetooth: 'tabler/bluetooth',
    database: 'tabler/database',
    server: 'tabler/server',
    router: 'tabler/router',
    hail: 'meteocons/hail',
    settings: 'gear',
    edit: 'pencil',
    users: 'busts-in-silhouette',
    lock: 'locked',
    orange: 'tangerine',
    'ice cream': 'soft-ice-cream',
    't shirt': 't-shirt',
  };
  for (const [phrase, icon] of Object.entries(expected))
    assert.equal(owner.get(phrase), icon, phrase);
});

test('a name that two subjects claim, or that a motion needs, is refused by name', () => {
  const list = (text: string) => nameSubjects(parseList(text, 'group'), new Map());
  assert.throws(() => list('a-cat: cat\nb-cat: cat'), /“cat”.*a-cat and b-cat/);
  assert.throws(() => list('shaker: shaking salt'), /shaker: “shaking salt”/);
  assert.throws(() => list('empty: the'), /empty: “the”/);
  assert.deepEqual(list('salt: salt, salt shaker')[0]!.phrases, [['salt'], ['salt', 'shaker']]);
});

test('a dictionary name is taken only when it points to one subject', () => {
  const listed = parseList('pen: pen\npencil: pencil', 'group');
  const suggested = new Map([
    ['pen', ['ballpoint pen', 'writing tool', 'pen2']],
    ['pencil', ['writing tool', 'pen', 'spinning pencil']],
  ]);
  const named = nameSubjects(listed, suggested).map(({ phrases }) =>
    phrases.map((p) => p.join(' ')),
  );
  assert.deepEqual(named, [['pen', 'ballpoint pen'], ['pencil']]);
});

test('a tag names a subject where it is filed under no other and is a word of no name', () => {
  const listed = parseList('lion: lion\nbear: bear, brown bear', 'group');
  const tags = new Map([
    ['lion', ['order', 'growl', 'king']],
    ['bear', ['growl', 'brown', 'king', 'red', 'grizzly']],
  ]);
  const named = nameSubjects(listed, new Map(), tags).map(({ phrases }) => phrases.at(-1));
  assert.deepEqual(named, [['order'], ['grizzly']]);
});

test('a source outside the list of licences is refused, and every source used is on it', () => {
  const refused = { name: 'openmoji', version: '1.0.0', license: 'CC-BY-SA-4.0' };
  assert.throws(() => checkLicence(refused), /openmoji 1\.0\.0.*CC-BY-SA-4\.0/);
  assert.throws(() => checkLicence({ name: 'nameless', version: '0.0.1' }), /nameless.*none/);
  for (const { licence } of Object.values(catalogue.sources)) {
    assert.ok(ALLOWED_LICENCES.includes(licence));
  }
});

test('the committed attributions are those of the sources', () => {
  const read = (path: string) =>
    readFileSync(new URL(`../../models/${path}`, import.meta.url), 'utf8');
  const meanings = read(`${SHIPPED_MODEL}/meanings.txt`);
  assert.equal(read('ATTRIBUTION.md'), attribution(allSources(catalogue, meanings)));
});

test('sprites are deterministic, lossless, centred, and at most 150 px across', async () => {
  for (const name of ['cat', 'fork knife', 'circus', 'rainbow flag']) {
    const subject = subjects.find((candidate) => candidate.name === name)!;
    const rgba = await catalogue.draw(subject, FLAT);
    const webp = await encodeSprite(rgba);
    assert.deepEqual(await encodeSprite(await catalogue.draw(subject, FLAT)), webp, name);
    const decoded = await sharp(webp).ensureAlpha().raw().toBuffer();
    assert.ok(decoded.equals(Buffer.from(rgba)), name);
    const { x, y, width, height } = inkOf(rgba);
    assert.ok(Math.abs(2 * x + width - 256) <= 3 && Math.abs(2 * y + height - 256) <= 3, name);
    assert.ok(Math.max(width, height) <= 152, name); // and its soft edge
  }
});

test('an empty picture is refused', async () => {
  await assert.rejects(drawSprite('<g/>', 32), /empty/);
});

/** A file in memory. */
function createMemory() {
  const parts: Buffer[] = [];
  let offset = 0;
  return {
    add(bytes: Buffer) {
      parts.push(bytes);
      offset += bytes.length;
      return { offset: offset - bytes.length, length: bytes.length };
    },
    at: ({ offset, length }: { offset: number; length: number }) =>
      Buffer.concat(parts).subarray(offset, offset + length),
  };
}

/** 16 frames in which a square goes to the right. */
const moving = () =>
  Array.from({ length: CLIP_FRAMES }, (_, frame) => {
    const rgba = new Uint8Array(CLIP_SIZE * CLIP_SIZE * 4);
    for (let y = 60; y < 130; y++) {
      const from = (y * CLIP_SIZE + 40 + 3 * frame) * 4;
      rgba.fill(200, from, from + 70 * 4);
    }
    return rgba;
  });

test('the pack places every picture and clip where the index says, and leaves placeholders out', async () => {
  const named = (name: string) => subjects.find((subject) => subject.name === name)!;
  const few = ['cat', 'hail', 'typing dots', 'download'].map(named);
  const [pictures, clips, heard] = [createMemory(), createMemory(), [] as number[]];
  const index = await buildPack(
    { ...catalogue, subjects: few },
    async ({ style }) => (style === 2 ? null : moving()),
    pictures,
    clips,
    (done) => heard.push(done),
  );
  assert.deepEqual(heard, [1, 2, 3]);
  assert.deepEqual(
    index.subjects.map(({ name, pictures }) => [name, ...pictures.map(Boolean)]),
    [
      ['cat', true, true, true],
      ['hail', true, false, false], // drawn as its clip begins
      ['download', false, false, true],
    ],
  );
  assert.deepEqual(
    index.clips.map(({ subject, style, phrases }) => [subject, style, phrases[0]]),
    [
      [0, 1, 'purring'],
      [1, 0, 'hailing'],
    ],
  );
  const sizeOf = async (bytes: Buffer) => {
    const { width, height, format } = await sharp(bytes).metadata();
    return [width, height, format];
  };
  for (const place of index.subjects.flatMap((subject) => subject.pictures)) {
    if (place) assert.deepEqual(await sizeOf(pictures.at(place)), [256, 256, 'webp']);
  }
  for (const clip of index.clips) {
    const size = [CLIP_SIZE, CLIP_FRAMES * CLIP_SIZE, 'webp'];
    assert.deepEqual(await sizeOf(clips.at(clip)), size);
  }
});

test('the network knows the words of canonical captions only, the reader all names', async () => {
  const named = subjects.find(({ name }) => name === 'magnifying glass')!;
  const {
    words,
    styles,
    alive,
    subjects: packed,
  } = await buildPack(
    { ...catalogue, subjects: [named] },
    async () => null,
    createMemory(),
    createMemory(),
    () => {},
  );
  const known = ['<pad>', 'flat', '3d', 'outline', 'alive', 'magnifying', 'glass'];
  assert.deepEqual(words, known);
  assert.deepEqual(
    [...styles, alive, packed[0]!].map(({ caption }) => caption.map((id) => words[id]).join(' ')),
    ['flat', '3d', 'outline', 'alive', 'magnifying glass'],
  );
  for (const name of ['magnifying glass', 'search', 'loupe'])
    assert.ok(packed[0]!.phrases.includes(name), name);
});

test('line icons have one scale, a stroke of 14 px, no colour, and edges on whole pixels', async () => {
  for (const name of ['minus', 'menu lines', 'magnifying glass', 'check mark', 'empty square']) {
    const subject = subjects.find((candidate) => candidate.name === name)!;
    const rgba = await catalogue.draw(subject, OUTLINE);
    for (let i = 0; i < rgba.length; i += 4) assert.ok(!rgba[i] && !rgba[i + 1] && !rgba[i + 2]);
    const { x, y, width, height } = inkOf(rgba);
    assert.ok(Math.abs(2 * x + width - 256) <= 1 && Math.abs(2 * y + height - 256) <= 1, name);
    assert.ok(x >= 40 && x + width <= 216, `${name}: from ${x}, ${width} wide`);
  }
  const minus = subjects.find(({ name }) => name === 'minus')!;
  assert.equal(inkOf(await catalogue.draw(minus, OUTLINE)).height, 14);
});

/** Frames whose only cell shows these amounts. */
const flicker = (amounts: number[]) =>
  amounts.map((amount) => Float32Array.from([0, 0, 0, amount]));
const wave = (count: number, rounds = 1) =>
  flicker(
    Array.from(
      { length: count },
      (_, i) => 128 + 100 * Math.cos((2 * Math.PI * rounds * i) / count),
    ),
  );
const whole = (frame: Float32Array) => frame[3]!;

test('a loop is all of an animation, or its first round where it repeats', () => {
  assert.deepEqual(findLoop(wave(72), whole), { from: 0, length: 72 });
  assert.deepEqual(findLoop(wave(72, 3), whole), { from: 0, length: 24 });
  assert.deepEqual(phasesOf({ from: 5, length: 8 }, 4), [5, 7, 1, 3]);
});

test('a loop begins where most is shown, unless its own beginning shows nearly as much', () => {
  const shifted = (by: number) => {
    const frames = wave(64);
    return [...frames.slice(by), ...frames.slice(0, by)];
  };
  assert.deepEqual(findLoop(shifted(60), whole), { from: 0, length: 64 });
  assert.deepEqual(findLoop(shifted(40), whole), { from: 24, length: 64 });
});

test('what jumps where it closes is left out, and so is what hardly moves', () => {
  const ramp = flicker(Array.from({ length: 30 }, (_, i) => 4 * i));
  assert.deepEqual(findLoop(ramp, whole), { fault: 'jumps' });
  assert.deepEqual(findLoop(flicker(Array(30).fill(90)), whole), { fault: 'hardly moves' });
});

test('a drawing is sampled over its own period, a line icon as it draws itself', async () => {
  const browser = await launch();
  try {
    const studio = await openStudio(browser);
    const turn = (drawing: string) => sampleDrawing(drawing, studio);
    for (const drawing of ['svg-spinners/90-ring', 'svg-spinners/3-dots-bounce', 'tabler/check']) {
      const frames = await turn(drawing);
      assert.ok(typeof frames !== 'string', `${drawing} is ${frames}`);
      assert.equal(frames.length, CLIP_FRAMES);
      const thumbs = frames.map((frame) => thumbnail(frame, CLIP_SIZE));
      const steps = thumbs.map((thumb, i) => difference(thumb, thumbs[(i + 1) % CLIP_FRAMES]!));
      assert.ok(steps.at(-1)! <= 1.5 * Math.max(...steps.slice(0, -1)), `${drawing} closes`);
      assert.ok(Math.max(...steps) > 2, `${drawing} moves`);
    }
    const check = (await turn('tabler/check')) as Uint8Array[];
    const shown = check.map((frame) => coverage(thumbnail(frame, CLIP_SIZE)));
    assert.ok(
      shown.every((part, i) => i === 0 || part < shown[0]!),
      'it begins whole',
    );
    assert.ok(shown[8]! < 0.3 * shown[0]!, 'and is nearly away at a half');
    assert.equal(await turn('line-md/sunny-loop'), 'of an uncertain period');
  } finally {
    await browser.close();
  }
});

test('every animated drawing is of a set with a licence, and names a style that its set is drawn in', () => {
  const drawings = readDrawings().map(({ drawing }) => drawing!);
  assert.ok(drawings.length >= 500);
  for (const { licence } of drawingSources(drawings)) assert.ok(ALLOWED_LICENCES.includes(licence));
  assert.equal(styleOfSet('meteocons/rain'), FLAT);
  assert.equal(styleOfSet('tabler/search'), OUTLINE);
  assert.throws(() => styleOfSet('unknown/x'), /“unknown\/x” should be one of meteocons/);
});

test('a clip draws the cells in which something comes, goes or changes', () => {
  /** A black square of 16 px, a cell, at a cell of each frame. */
  const strip = (cellOf: (frame: number) => number | null) =>
    Array.from({ length: CLIP_FRAMES }, (_, frame) => {
      const rgba = new Uint8Array(4 * CLIP_SIZE ** 2);
      const cell = cellOf(frame);
      for (let y = 0; cell !== null && y < 16; y++) {
        for (let x = 0; x < 16; x++) rgba[4 * (y * CLIP_SIZE + 16 * cell + x) + 3] = 255;
      }
      return rgba;
    });
  assert.equal(countDrawn(strip(() => null)), 0, 'nothing');
  assert.equal(countDrawn(strip(() => 3)), 1, 'what stands still is drawn once');
  assert.equal(countDrawn(strip((frame) => Math.floor(frame / 2))), 1 + 7 * 2, 'what walks on');
  assert.equal(countDrawn(strip((frame) => (frame % 2 ? null : 5))), 1, 'key frames alone count');
});
