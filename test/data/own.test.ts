import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { readCatalogue } from '../../models/data/names/catalogue';
import { bareBase, readBase } from '../../models/data/own/base';
import { drawClip, drawStill, shownFrames } from '../../models/data/own/frames';
import { readCaptions } from '../../models/data/own/list';
import { checkClips, describe, writePack } from '../../models/data/own/pack';
import { refuse } from '../../models/data/own/problems';
import { emptyIndex, type Place } from '../../models/data/pack';
import { parseMeanings } from '../../worker/prompt/meanings';

const temp = mkdtempSync(join(tmpdir(), 'own-'));
after(() => rmSync(temp, { recursive: true }));
const quiet = () => {};

/** Discs that go from left to right; `null` is an empty frame. */
const disc = (x: number | null, width = 64, height = 48) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${x === null ? '' : `<circle cx="${x}" cy="${height / 2}" r="5" fill="#c02040"/>`}</svg>`,
    ),
  )
    .png()
    .toBuffer();
const discs = (places: (number | null)[]) => Promise.all(places.map((x) => disc(x)));
const STEPS = [10, 20, 30, 40, 50];
const animated = (frames: Buffer[]) => sharp(frames, { join: { animated: true } });

/** A folder with these files and a captions file. */
function folder(name: string, files: Record<string, Buffer>, captions?: string): string {
  const all = { ...files, ...(captions !== undefined && { 'captions.txt': captions }) };
  mkdirSync(join(temp, name), { recursive: true });
  for (const [file, bytes] of Object.entries(all)) {
    mkdirSync(dirname(join(temp, name, file)), { recursive: true });
    writeFileSync(join(temp, name, file), bytes);
  }
  return join(temp, name);
}

/** A folder of good clips: a GIF, a WebP and numbered PNGs. */
async function clips(): Promise<Record<string, Buffer>> {
  const frames = await discs(STEPS);
  const sequence = Object.fromEntries(frames.map((frame, i) => [`steps/${i + 8}.png`, frame]));
  return {
    'wave.gif': await animated(frames).gif().toBuffer(),
    'glow.webp': await animated(frames).webp({ lossless: true }).toBuffer(),
    ...sequence,
  };
}

const CAPTIONS = `\uFEFF# ours
wave.gif: acme mascot, acmeling | saying hello, greets
glow.webp: acme logo

steps: zorb\r
`;

async function pack(from: string, base = bareBase(), out = `${from}-pack`) {
  const { lines, problems } = readCaptions(from, base.index);
  refuse([...problems, ...(await checkClips(lines, quiet))]);
  await writePack(lines, base, out, quiet);
  return readBase(out);
}

let good: string;
before(async () => {
  good = folder('good', await clips(), CAPTIONS);
});

const cut = (bytes: Buffer, place: Place | null | undefined) =>
  sharp(bytes.subarray(place!.offset, place!.offset + place!.length));

test('a GIF, a WebP and a folder of PNGs become subjects whose pictures and clips read back', async () => {
  const { index, pictures, clips } = await pack(good);
  assert.deepEqual(
    index.subjects.map(({ name }) => name),
    ['acme mascot', 'acme logo', 'zorb'],
  );
  for (const { pictures: places } of index.subjects) {
    const picture = await cut(pictures, places[0]).metadata();
    assert.deepEqual([picture.width, picture.height, places[1]], [256, 256, null]);
  }
  for (const [i, clip] of index.clips.entries()) {
    const strip = await cut(clips, clip).metadata();
    assert.deepEqual([strip.width, strip.height, clip.subject, clip.style], [192, 192 * 16, i, 0]);
  }
  const [{ phrases, caption }] = index.subjects as [(typeof index.subjects)[0]];
  assert.deepEqual(phrases, ['acme mascot', 'acmeling']);
  assert.deepEqual(
    caption.map((id) => index.words[id]),
    ['acme', 'mascot'],
  );
  assert.deepEqual(index.clips[0]!.phrases, ['saying hello', 'greets']);
  assert.deepEqual(
    readdirSync(`${good}-pack`).filter((name) => name.endsWith('.partial')),
    [],
  );
});

test('clips added to a pack leave its bytes, places, words and hold-outs as they were', async () => {
  const first = await pack(good);
  const more = folder('more', await clips(), 'steps: acme zorbs | greets\nwave.gif: quux');
  const second = await pack(more, first);
  const count = first.index.subjects.length;
  assert.deepEqual(second.index.words.slice(0, first.index.words.length), first.index.words);
  assert.deepEqual(second.pictures.subarray(0, first.pictures.length), first.pictures);
  assert.deepEqual(second.clips.subarray(0, first.clips.length), first.clips);
  assert.deepEqual(Object.keys(second.index).sort(), Object.keys(first.index).sort());
  assert.deepEqual(second.index.heldOut, first.index.heldOut);
  assert.equal(second.index.subjects.length, count + 2);
  assert.deepEqual(second.index.clips.slice(0, first.index.clips.length), first.index.clips);
  for (const [i, { caption, pictures, name }] of first.index.subjects.entries()) {
    const now = second.index.subjects[i]!;
    assert.deepEqual([now.caption, now.pictures, now.name], [caption, pictures, name]);
  }
  assert.deepEqual(
    second.index.subjects[2]!.phrases,
    ['zorb', 'zorbs'],
    'a plural that is a word now still leads to its subject',
  );
  assert.equal((await cut(second.clips, second.index.clips[count]).metadata()).width, 192);
  assert.equal(second.index.clips[count]!.subject, count);
});

test('beside the whole corpus every name stays what it was', () => {
  const { words, subjects } = readCatalogue();
  const known = subjects.map(({ name, group, phrases }) => ({
    name,
    group,
    caption: [],
    phrases: phrases.map((phrase) => phrase.map((id) => words[id]).join(' ')),
    pictures: [],
  }));
  const index = { ...bareBase().index, subjects: known };
  const { lines, problems } = readCaptions(good, index);
  assert.deepEqual(problems, []);
  const extended = describe(lines, index);
  for (const [i, { phrases }] of known.entries()) {
    assert.deepEqual(extended.subjects[i]!.phrases.slice(0, phrases.length), phrases);
  }
});

test('a bare base holds the words of styles, which are the first of the corpus too', () => {
  const { index } = bareBase();
  assert.deepEqual(index, emptyIndex(readCatalogue()));
  assert.deepEqual(index.words, ['<pad>', 'flat', '3d', 'outline', 'alive']);
});

test('the table of meanings names what is in the pack, and no word that is known', async () => {
  const { index, meanings } = await pack(good);
  const { motions } = readCatalogue();
  const names = new Set([...index.subjects, ...motions].map(({ name }) => name));
  const known = new Set(index.subjects.flatMap(({ phrases }) => phrases.join(' ').split(' ')));
  assert.ok(parseMeanings(meanings).size > 100);
  for (const line of meanings.trim().split('\n')) {
    const [, name = '', list = ''] = /^(.*?)[:?] (.*)$/.exec(line) ?? [];
    assert.ok(name === '' || names.has(name), line);
    assert.ok(list !== '' && !list.split(' ').some((word) => known.has(word)), line);
  }
});

test('frames are taken over the time of the loop, not by their number', () => {
  assert.deepEqual(shownFrames([100, 100]), [...Array(8).fill(0), ...Array(8).fill(1)]);
  assert.deepEqual(shownFrames([300, 100]), [...Array(12).fill(0), ...Array(4).fill(1)]);
  assert.deepEqual(shownFrames([0, 100]), shownFrames([100, 100]), 'as browsers play it');
  assert.deepEqual(
    shownFrames(Array(32).fill(50)),
    Array.from({ length: 16 }, (_, i) => 2 * i),
  );
});

test('all forms of an animation give the same clip, numbered PNGs in the order of their numbers', async () => {
  const [gif, webp, steps] = await Promise.all(
    ['wave.gif', 'glow.webp', 'steps'].map((name) => drawClip(join(good, name))),
  );
  const centre = (rgba: Uint8Array) => {
    let [sum, weight] = [0, 0];
    for (let i = 3; i < rgba.length; i += 4) {
      sum += rgba[i]! * (((i - 3) / 4) % 192);
      weight += rgba[i]!;
    }
    return sum / weight;
  };
  for (const [i, frame] of steps!.entries()) {
    assert.ok(Math.abs(centre(frame) - centre(gif![i]!)) < 1.5, `GIF, frame ${i}`);
    assert.ok(Math.abs(centre(frame) - centre(webp![i]!)) < 1.5, `WebP, frame ${i}`);
    if (i > 0) assert.ok(centre(frame) >= centre(steps![i - 1]!), `step ${i} goes to the right`);
  }
});

test('the still picture is the first frame, its ink in the middle as that of a sprite', async () => {
  const rgba = await drawStill(join(good, 'wave.gif'));
  const ink = [...rgba.keys()].filter((i) => i % 4 === 3 && rgba[i]! > 128).map((i) => (i - 3) / 4);
  const xs = ink.map((pixel) => pixel % 256);
  const ys = ink.map((pixel) => Math.floor(pixel / 256));
  for (const side of [xs, ys]) {
    const middle = (Math.min(...side) + Math.max(...side) + 1) / 2;
    assert.ok(Math.abs(middle - 128) < 3, `${middle}`);
  }
});

/** What is said of a folder whose other lines are good. */
async function told(name: string, files: Record<string, Buffer>, captions: string) {
  const from = folder(name, { ...(await clips()), ...files }, captions);
  const said = await pack(from).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
  assert.ok(!existsSync(`${from}-pack`), 'nothing is written');
  return said;
}

test('a folder without captions, and captions without clips, are refused', async () => {
  await assert.rejects(
    pack(folder('none', {})),
    /captions\.txt should list the clips, and cannot be read/,
  );
  await assert.rejects(pack(join(temp, 'nowhere')), /nowhere.captions\.txt should list the clips/);
  await assert.rejects(
    pack(folder('empty', {}, '# nothing\n')),
    /a line for each clip, and holds none/,
  );
});

test('every line that cannot be read or names no subject of its own is told by its number', async () => {
  const said = await told(
    'names',
    {},
    [
      'wave.gif acme mascot',
      'wave.gif: one two three four five six',
      'wave.gif: spinning mascot',
      'wave.gif: mascot | ',
      'steps: Mascot',
      'steps: flat',
      'steps: the',
      'steps: zorb | the',
      'steps: a: b',
    ].join('\n'),
  );
  const wanted = [
    /^line 1 should be “file: name, synonym \| what it does”, and is “wave\.gif acme mascot”\.$/,
    /^line 2: “one two three four five six” should be 1 to 5 words/,
    /^line 3: “spinning mascot” should be 1 to 5 words that no motion uses/,
    /^line 5: “Mascot” should be a name of its own, and is one of line 4\.$/,
    /^line 6: “flat” should be a name of its own, and is one of the style “flat”\.$/,
    /^line 7: “the” should be 1 to 5 words/,
    /^line 8: “the” should say what it does in 1 to 5 words\.$/,
    /^line 9 should be “file: name/,
  ];
  const lines = said.split('\n');
  assert.equal(lines.length, wanted.length, said);
  for (const [i, pattern] of wanted.entries()) assert.match(lines[i]!, pattern);
});

test('a name of a known subject, or its plural, is refused', async () => {
  const base = await pack(good);
  const from = folder('taken', await clips(), 'steps: zorb\nwave.gif: zorbs\nglow.webp: acmeling');
  const { problems } = readCaptions(from, base.index);
  assert.deepEqual(problems, [
    'line 1: “zorb” should be a name of its own, and is one of the known subject “zorb”.',
    'line 2: “zorbs” should be a name of its own, and is one of the known subject “zorb”.',
    'line 3: “acmeling” should be a name of its own, and is one of the known subject “acme mascot”.',
  ]);
});

test('every file that is no usable animation is told, by its line', async () => {
  const frames = await discs(STEPS);
  const gif = (list: (number | null)[]) =>
    discs(list).then((all) => animated(all).gif().toBuffer());
  const sized = async (width: number, height: number) =>
    animated([await disc(5, width, height), await disc(6, width, height)])
      .webp()
      .toBuffer();
  const files: [file: string, bytes: Buffer | undefined, said: RegExp][] = [
    ['gone.gif', undefined, /gone\.gif should be a file or a folder, and is missing\.$/],
    ['text.gif', Buffer.from('not a picture'), /text\.gif .*cannot be decoded: /],
    [
      'one.gif',
      await sharp(frames[0]).gif().toBuffer(),
      /should have 2 to 1000 frames, and has 1\.$/,
    ],
    ['one.png', frames[0], /has 1\. Of an animated PNG only the first frame can be read/],
    [
      'small.webp',
      await sized(12, 40),
      /small\.webp should be 16 to 4096 px a side, and is 12 × 40 px\.$/,
    ],
    ['wide.webp', await sized(4100, 16), /should be 16 to 4096 px a side, and is 4100 × 16 px\.$/],
    ['late.gif', await gif([null, 20]), /whole subject in its first frame, and that is empty\.$/],
    ['frozen/1.png', frames[0], /frozen should have 2 to 1000 frames, and has 1\./],
  ];
  const name = (i: number) => String.fromCharCode(97 + i).repeat(3);
  const captions = files.map(([file], i) => `${file.split('/')[0]}: ${name(i)}`).join('\n');
  const present = files.flatMap(([file, bytes]) => (bytes ? [[file, bytes] as const] : []));
  const said = (await told('files', Object.fromEntries(present), captions)).split('\n');
  assert.equal(said.length, files.length, said.join('\n'));
  for (const [i, [, , pattern]] of files.entries()) {
    assert.match(said[i]!, pattern);
    assert.ok(said[i]!.startsWith(`line ${i + 1}: `), said[i]);
  }
});

test('frames of a sequence must have numbers, one size and something that moves', async () => {
  const [a, b] = [await disc(10), await disc(20)];
  const files = {
    'odd/1.png': a,
    'odd/2.png': await disc(10, 32, 32),
    'stray/1.png': a,
    'stray/cover.png': b,
    'still/1.png': a,
    'still/2.png': a,
    'clear/1.png': await disc(null),
    'clear/2.png': await disc(null),
    'broken/1.png': a,
    'broken/2.png': b.subarray(0, b.length - 40),
    'many/1.png': a,
    ...Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`many/${i}.png`, a])),
  };
  const said = await told(
    'sequences',
    files,
    'odd: aaa\nstray: bbb\nstill: ccc\nbroken: ddd\nmany: eee\nclear: fff',
  );
  const lines = said.split('\n');
  assert.equal(lines.length, 6, said);
  assert.match(
    lines[0]!,
    /odd.2\.png should be 64 × 48 px like .*odd.1\.png, and is 32 × 32 px\.$/,
  );
  assert.match(lines[1]!, /cover\.png should have a number like 001\.png, and has none\.$/);
  assert.match(lines[2]!, /still should move, and all its frames are alike\.$/);
  assert.match(lines[3]!, /frame 2 of .*broken .*cannot be decoded/);
  assert.match(lines[4]!, /many should have 2 to 1000 frames, and has 1001\./);
  assert.match(lines[5]!, /clear should show something, and is empty\.$/);
});

test('of many problems ten are told, in the order of the lines', async () => {
  const captions = Array.from({ length: 14 }, (_, i) => `no colon ${i}`).join('\n');
  const lines = (await told('hopeless', {}, captions)).split('\n');
  assert.equal(lines.length, 11);
  assert.match(lines[9]!, /^line 10 /);
  assert.equal(lines[10], '… and 4 more');
});

test('a pack that is missing, damaged or of another form is refused', async () => {
  assert.throws(() => readBase(join(temp, 'no-pack')), /Run npm run data first/);
  await pack(good);
  const copy = (name: string, change: (file: string, bytes: Buffer) => Buffer) => {
    const source = `${good}-pack`;
    const files = readdirSync(source).map((file): [string, Buffer] => [
      file,
      change(file, readFileSync(join(source, file))),
    ]);
    return folder(name, Object.fromEntries(files));
  };
  const short = copy('short', (file, bytes) => (file === 'clips.bin' ? bytes.subarray(9) : bytes));
  assert.throws(
    () => readBase(short),
    /is damaged: \d+ bytes of pictures should be there, and \d+ are/,
  );
  const other = copy('other', (file, bytes) =>
    file === 'index.json' ? Buffer.from('{"size":64}') : bytes,
  );
  assert.throws(
    () => readBase(other),
    /should be 3, 256, 192, 16, and are undefined, 64, undefined, undefined/,
  );
  const torn = copy('torn', (file, bytes) =>
    file === 'index.json' ? bytes.subarray(0, 99) : bytes,
  );
  assert.throws(() => readBase(torn), /index\.json is not JSON/);
});

test('where nothing can be written, that is said and no partial file stays', async () => {
  const out = join(temp, 'taken-by-a-file');
  writeFileSync(out, '');
  await assert.rejects(
    pack(good, bareBase(), out),
    /should become a pack, and cannot be written: /,
  );
  const half = join(temp, 'half');
  mkdirSync(join(half, 'meanings.txt.partial'), { recursive: true });
  await assert.rejects(pack(good, bareBase(), half), /cannot be written: EISDIR/);
  assert.ok(!readdirSync(half).includes('pictures.bin.partial'));
  assert.ok(!readdirSync(half).includes('index.json'));
});

test('the command packs a folder, tells what is wrong on stderr and keeps the pack of the corpus', () => {
  const own = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'models/data/own.ts', ...args], {
      encoding: 'utf8',
    });
  const done = own(good, '--alone', '--out', join(temp, 'command'));
  assert.equal(done.status, 0, done.stderr);
  assert.match(
    done.stderr,
    /looked at 3 of 3 clips\n(?:.*\n)*packed 3 of 3 clips\n.*3 clips of your own/,
  );
  assert.deepEqual(readBase(join(temp, 'command')).index.subjects.length, 3);
  const none = own();
  assert.equal(none.status, 1);
  assert.match(none.stderr, /^One folder should be given, and 0 are\./);
  const over = own(good, '--pack', good, '--out', good);
  assert.equal(over.status, 1);
  assert.match(over.stderr, /^--out should be a folder of its own/);
});
