/** The terminal, as a process: good and bad input. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { decodeGif } from '../e2e/gif';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flashvideo-'));
after(() => rmSync(folder, { recursive: true }));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function flashvideo(...args: string[]): Promise<Ended> {
  const command = ['--import', 'tsx', join(root, 'cli.ts'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

const made = (name: string) => join(folder, name);

describe('generate', () => {
  test('writes another format, named after the prompt and what it is', async () => {
    const file = made('star.apng');
    const small = ['--size', '32', '--frames', '4'];
    const args = ['a star spinning', '--format', 'apng', ...small, '--out', file, '--json'];
    const { code, stdout, stderr } = await flashvideo(...args);
    assert.equal(code, 0, stderr);
    const apng = readFileSync(file);
    assert.ok(apng.includes('acTL') && apng.includes('fdAT'));
    assert.deepEqual([JSON.parse(stdout).bytes, JSON.parse(stdout).frames], [apng.length, 4]);
  });

  test('writes the GIF and, with --json, says so in one last line on stdout', async () => {
    const file = made('rockets.gif');
    const prompt = 'fifteen rockets bouncing, qqqqqq';
    const size = ['--width', '96', '--height', '64', '--frames', '5', '--fps', '10'];
    const { code, stdout, stderr } = await flashvideo(
      prompt,
      '--out',
      file,
      '--background',
      '#fa0',
      '--seed',
      '3',
      ...size,
      '--json',
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trimEnd().split('\n').length, 1, 'progress goes to stderr');
    const said = JSON.parse(stdout);
    const gif = decodeGif(readFileSync(file));
    assert.deepEqual([gif.width, gif.height, gif.loops], [96, 64, 0]);
    assert.equal(
      gif.delays.reduce((sum, delay) => sum + delay, 0),
      50,
    );
    assert.ok(
      gif.frames.every((frame) => frame.every((value, i) => i % 4 < 3 || value === 255)),
      'the ground is a colour',
    );
    assert.deepEqual(Object.keys(said), [
      'file',
      'prompt',
      'seed',
      'width',
      'height',
      'frames',
      'loopMs',
      'bytes',
      'engine',
      'report',
      'ms',
      'cells',
    ]);
    assert.deepEqual(
      [said.file, said.prompt, said.seed, said.width, said.height, said.frames, said.loopMs],
      [file, prompt, 3, 96, 64, 5, 500],
    );
    assert.deepEqual([said.engine, said.bytes], ['wasm', readFileSync(file).length]);
    assert.deepEqual(said.report, [
      { words: 'fifteen', from: 0, to: 7, why: 'too many', as: '12' },
      { words: 'qqqqqq', from: 26, to: 32, why: 'unknown', nearest: [] },
    ]);
    assert.deepEqual(Object.keys(said.ms).sort(), [
      'decode',
      'encode',
      'interpolate',
      'load',
      'tokens',
      'total',
    ]);
    assert.match(stderr, /^“fifteen” is more than can be shown: 12 are drawn\.$/m);
    assert.match(stderr, /^“qqqqqq” is not known\.$/m);
    assert.match(stderr, /^.*: 96 × 64 px, 5 frames, 0\.5 s, \d+ bytes, seed 3$/m);
  });

  test('draws the best guess when no seed is given; a seed gives the same bytes again', async () => {
    const draw = async (name: string, ...flags: string[]) => {
      const { code, stderr } = await flashvideo('rocket', '--out', made(name), ...flags);
      assert.equal(code, 0, stderr);
      return readFileSync(made(name));
    };
    const guess = await draw('guess.gif', '--frames', '4');
    assert.deepEqual(await draw('zero.gif', '--frames', '4', '--seed', '0'), guess);
    const other = await draw('other.gif', '--frames', '4', '--seed', '5');
    assert.notDeepEqual(other, guess);
    assert.deepEqual(await draw('again.gif', '--frames', '4', '--seed', '5'), other);
  });

  test('takes the length of the loop in seconds or in frames, and squares by one edge', async () => {
    for (const flags of [
      ['--seconds', '0.6'],
      ['--frames', '6'],
    ]) {
      const args = ['loading spinner', '--out', made('spinner.gif'), '--size', '48', '--fps', '10'];
      const { code, stdout, stderr } = await flashvideo(...args, ...flags, '--json');
      assert.equal(code, 0, stderr);
      const { width, height, frames, loopMs, cells } = JSON.parse(stdout);
      assert.deepEqual([width, height, frames, loopMs], [48, 48, 6, 600]);
      assert.equal(cells.drawn, 0);
    }
  });
});

describe('bad input ends with one clear sentence, no file and a non-zero exit:', () => {
  const refusals: [string, string[], RegExp][] = [
    ['an empty prompt', [''], /^The prompt is empty.*\n$/],
    ['no prompt', [], /^The prompt is empty.*\n$/],
    [
      'only unknown words',
      ['qqqqqq wwwwww'],
      /^FlashVideo does not know how to draw “qqqqqq” or “wwwwww”\. .*\n$/,
    ],
    [
      'an unknown flag',
      ['rocket', '--sise', '64'],
      /^There is no flag --sise; the flags are .*\n$/,
    ],
    ['a size that is none', ['rocket', '--size', 'big'], /^The flag --size needs a number.*\n$/],
    ['a size too large', ['rocket', '--size', '1025'], /^The width should be .* 1025\.\n$/],
    ['a height too small', ['rocket', '--height', '8'], /^The height should be .* 8\.\n$/],
    ['too long a loop', ['rocket', '--seconds', '7'], /^The length of the loop .* 7\.\n$/],
    [
      'an unknown format',
      ['rocket', '--format', 'mp4'],
      /^The flag --format needs gif, apng, .*“mp4”\.\n$/,
    ],
    ['too few frames', ['rocket', '--frames', '3'], /^The length of the loop .* 0\.25\.\n$/],
    ['a broken seed', ['rocket', '--seed', '1.5'], /^The seed should be a whole number.*\n$/],
    ['no frame rate', ['rocket', '--fps', '0'], /^The frame rate should be .*\n$/],
    ['no colour', ['rocket', '--background', 'blue'], /^The flag --background needs .*“blue”\.\n$/],
    ['no engine', ['rocket', '--engine', 'gpu'], /^The flag --engine needs .*“gpu”\.\n$/],
    ['a flag without its value', ['rocket', '--seed'], /^The flag --seed needs a value.*\n$/],
    ['a seed below zero', ['rocket', '--seed', '-1'], /^The flag --seed needs a value.*“-1”\.\n$/],
    ['a value for a switch', ['rocket', '--json=1'], /^The flag --json takes no value\.\n$/],
  ];
  for (const [name, args, sentence] of refusals) {
    test(name, async () => {
      const before = readdirSync(folder);
      const { code, stdout, stderr } = await flashvideo(...args, '--out', made('none.gif'));
      assert.ok(code > 0);
      assert.equal(stdout, '');
      const [last] = stderr.trimEnd().split('\n').slice(-1);
      assert.match(`${last}\n`, sentence);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
      assert.deepEqual(readdirSync(folder), before);
    });
  }

  test('a path that cannot be written', async () => {
    writeFileSync(made('file'), '');
    const paths: [string, RegExp][] = [
      [made('missing/rocket.gif'), /cannot be written: its folder does not exist\.\n$/],
      [made('file/rocket.gif'), /cannot be written: a part of its path is not a folder\.\n$/],
      [folder, /cannot be written: it is a folder\.\n$/],
    ];
    for (const [path, sentence] of paths) {
      const { code, stderr } = await flashvideo('rocket', '--out', path);
      assert.ok(code > 0);
      assert.match(stderr, sentence);
    }
  });

  test('a file already there survives a run that fails', async () => {
    writeFileSync(made('kept.gif'), 'kept');
    const { code } = await flashvideo('qqqqqq', '--out', made('kept.gif'));
    assert.ok(code > 0);
    assert.equal(readFileSync(made('kept.gif'), 'utf8'), 'kept');
  });
});
