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
  test('writes the GIF and, with --json, says so in one last line on stdout', async () => {
    const file = made('rocket.gif');
    const flags = ['--seed', '3', '--frames', '5', '--fps', '10', '--size', '64', '--json'];
    const { code, stdout, stderr } = await flashvideo(
      ...['nine rockets bouncing, qqqqqq', '--out', file, '--background', '#fa0', ...flags],
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trimEnd().split('\n').length, 1, 'progress goes to stderr');
    const said = JSON.parse(stdout);
    const gif = decodeGif(readFileSync(file));
    assert.deepEqual([gif.width, gif.frames.length, gif.loops], [64, 5, 0]);
    assert.ok(
      gif.frames.every((frame) => frame.every((value, i) => i % 4 < 3 || value === 255)),
      'the ground is a colour',
    );
    assert.deepEqual(Object.keys(said), [
      ...['file', 'prompt', 'seed', 'width', 'height', 'frames', 'loopMs', 'bytes'],
      ...['engine', 'unknownWords', 'understoodWords', 'ignoredWords', 'ms', 'cells'],
    ]);
    assert.deepEqual(
      [said.file, said.seed, said.width, said.frames, said.loopMs, said.engine],
      [file, 3, 64, 5, 500, 'wasm'],
    );
    assert.equal(said.bytes, readFileSync(file).length);
    assert.deepEqual(said.unknownWords, [{ word: 'qqqqqq', nearest: [] }]);
    assert.deepEqual([said.understoodWords, said.ignoredWords], [[], ['nine']]);
    assert.deepEqual(Object.keys(said.ms).sort(), [
      ...['decode', 'encode', 'interpolate', 'load', 'tokens', 'total'],
    ]);
    assert.match(stderr, /does not know “qqqqqq”/);
    assert.match(stderr, /More than one clip can show; left out: nine\.$/m);
  });

  test('chooses a seed when none is given, and that seed gives the same bytes again', async () => {
    const [one, two, three] = [made('one.gif'), made('two.gif'), made('three.gif')];
    const first = await flashvideo('rocket', '--out', one, '--frames', '4', '--json');
    const { seed } = JSON.parse(first.stdout);
    await flashvideo('rocket', '--out', two, '--frames', '4', '--seed', `${seed}`);
    assert.deepEqual(readFileSync(two), readFileSync(one));
    await flashvideo('rocket', '--out', three, '--frames', '4', '--seed', `${seed + 1}`);
    assert.notDeepEqual(readFileSync(three), readFileSync(one));
  });
});

describe('bad input ends with one clear sentence, no file and a non-zero exit:', () => {
  const refusals: [string, string[], RegExp][] = [
    ['an empty prompt', [''], /^The prompt is empty.*\n$/],
    ['no prompt', [], /^The prompt is empty.*\n$/],
    ['only unknown words', ['qqqqqq wwwwww'], /The model does not know “qqqqqq”, “wwwwww”\.\n$/],
    [
      'an unknown flag',
      ['rocket', '--sise', '64'],
      /^There is no flag --sise; the flags are .*\n$/,
    ],
    ['a size that is none', ['rocket', '--size', 'big'], /^The flag --size needs a number.*\n$/],
    ['a size too large', ['rocket', '--size', '513'], /^The size should be .* 513\.\n$/],
    ['too few frames', ['rocket', '--frames', '3'], /^The number of frames should be .*\n$/],
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
