/** Who may import whom, read from what the bundler saw and from the sources themselves. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import type { Metafile } from 'esbuild';

interface Import {
  from: string; // path in the repository
  to: string; // path in the repository, or the name of an npm package
}

const CONTRACTS = ['plugin/protocol', 'worker/api'];

/** The one file (without its ending) through which each of these enters a realm. */
const DOORS: Record<string, string[]> = {
  comlink: ['ui/body', 'worker/worker'],
  'onnxruntime-web': ['worker/network/session'],
  'xz-decompress': ['worker/page/unpack'],
  esbuild: ['build/bundle', 'build/notices', 'build/release', 'build'], // all but the first for its types
};

/** The floors of worker/, rooms and files of its root; what stands on one imports lower ones alone. */
const FLOORS = [
  ['worker'],
  ['export', 'skeleton', 'variations'],
  ['generate'],
  ['shape'],
  ['film'],
  ['model', 'reader'],
  ['likely'],
  ['moves', 'request'],
  ['motion', 'network', 'page', 'placeholders', 'prompt'],
  ['picture'],
  ['scene', 'vocabulary'],
  ['api', 'bytes'],
];

/** What a room of worker/ sees, where that is not all that is below it. */
const VIEWS: Record<string, string[]> = {
  motion: ['picture', 'scene'],
  network: ['api', 'picture', 'scene', 'vocabulary'],
  page: ['api', 'bytes'],
  picture: ['api', 'scene'],
  placeholders: ['picture', 'scene'],
  prompt: ['api', 'scene', 'vocabulary'],
};

const RULES: Record<string, (one: Import) => boolean> = {
  'a contract imports nothing': ({ from, to }) => isContract(from) && !isContract(to),
  'plugin/ imports itself': ({ from, to }) => realm(from) === 'plugin' && outside(to, 'plugin'),
  'worker/ imports itself': ({ from, to }) => realm(from) === 'worker' && outside(to, 'worker'),
  'worker/ imports downward': ({ from, to }) =>
    inWorker(from, to) && room(from) !== room(to) && floorOf(to) <= floorOf(from),
  'a room of worker/ imports what it sees': ({ from, to }) =>
    inWorker(from, to) &&
    room(from) !== room(to) &&
    VIEWS[room(from)]?.includes(room(to)) === false,
  'ui/ imports itself and the contracts': ({ from, to }) =>
    realm(from) === 'ui' && outside(to, 'ui') && !CONTRACTS.includes(to), // whole, through its door
  'nothing but tests imports ui/': ({ from, to }) =>
    !['ui', 'test'].includes(realm(from)) && realm(to) === 'ui',
  'nothing but tests imports test/': ({ from, to }) =>
    realm(from) !== 'test' && realm(to) === 'test',
  'one door each': ({ from, to }) =>
    realm(from) !== 'test' && to in DOORS && !DOORS[to]!.includes(from),
};

/** Broken rules, as sentences. */
const violations = (imports: Import[]) =>
  Object.entries(RULES).flatMap(([rule, broken]) =>
    imports.filter(broken).map(({ from, to }) => `${rule}, and ${from} imports ${to}`),
  );

const FOLDERS = ['plugin', 'worker', 'ui', 'build', 'models', 'test'];

const realm = (path: string) => path.split('/')[0]!;
const room = (path: string) => path.split('/')[1]!;
const inWorker = (from: string, to: string) => realm(from) === 'worker' && realm(to) === 'worker';
const isContract = (path: string) =>
  CONTRACTS.some((contract) => path === contract || path.startsWith(`${contract}/`));
const isOurs = (path: string) => path.includes('/') && FOLDERS.includes(realm(path));
const outside = (to: string, folder: string) => isOurs(to) && realm(to) !== folder;
const bare = (path: string) => path.replace(/\.[a-z]+$/, '').replace(/\/index$/, '');
const packageOf = (path: string) => /^(@[^/]+\/)?[^/]+/.exec(path)![0];

function floorOf(path: string): number {
  const floor = FLOORS.findIndex((names) => names.includes(room(path)));
  assert.ok(floor >= 0, `${path} stands on no floor of worker/: FLOORS should name it`);
  return floor;
}

/** Files that import each other in a circle, a group for each circle or knot of circles, sorted. */
function circlesIn(imports: Import[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of imports) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const reached = new Map([...targets.keys()].map((from) => [from, reachableFrom(from)]));
  const isKnot = (a: string, b: string) => reached.get(a)!.has(b) && !!reached.get(b)?.has(a);
  const knots = [...targets.keys()]
    .filter((path) => isKnot(path, path))
    .map((path) => [...targets.keys()].filter((other) => isKnot(path, other)).sort());
  return [...new Map(knots.map((knot) => [knot[0]!, knot])).values()];

  function reachableFrom(start: string): Set<string> {
    const seen = new Set<string>();
    const open = [start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const to of targets.get(path) ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return seen;
  }
}

function importsOfBundle(name: string): Import[] {
  const { inputs }: Metafile = JSON.parse(readFileSync(`dist/meta/${name}.json`, 'utf8'));
  return Object.entries(inputs)
    .filter(([path]) => isOurs(path))
    .flatMap(([path, { imports }]) =>
      imports
        .filter((one) => !one.external)
        .map((one) => ({ from: bare(path), to: readable(one.path) })),
    );
}

function readable(path: string): string {
  const [, inside] = path.split('node_modules/');
  return inside ? packageOf(inside) : bare(path);
}

/** Every import in the source, those of types too, which no bundle shows. */
function importsOfSource(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g)];
  return specifiers.map(([, to]) => ({
    from: bare(path),
    to: to!.startsWith('.') ? bare(normalize(join(dirname(path), to!))) : packageOf(to!),
  }));
}

const sources = (): string[] => [
  ...readdirSync('.').filter((name) => /\.ts$/.test(name)),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  ),
];

describe('imports', () => {
  for (const name of ['plugin', 'worker', 'ui']) {
    test(`the ${name} bundle keeps the rules`, () => {
      const imports = importsOfBundle(name);
      assert.ok(imports.length > 3, 'the metafile says what was bundled');
      assert.deepEqual(violations(imports), []);
    });
  }

  test('the sources keep them too, in their types', () => {
    const imports = sources().flatMap(importsOfSource);
    assert.ok(
      imports.some(({ from, to }) => from === 'ui/link/channel' && to === 'plugin/protocol'),
    );
    assert.deepEqual(violations(imports), []);
  });

  test('run in no circle, those of types included', () => {
    assert.deepEqual(circlesIn(sources().flatMap(importsOfSource)), []);
  });

  test('a circle is noticed, however long, and what merely leads to one is none', () => {
    const chain = (...paths: string[]): Import[] =>
      paths.slice(1).map((to, i) => ({ from: paths[i]!, to }));
    assert.deepEqual(circlesIn(chain('a', 'b', 'c', 'd')), []);
    assert.deepEqual(circlesIn(chain('a', 'b', 'c', 'b')), [['b', 'c']]);
    assert.deepEqual(circlesIn(chain('a', 'a')), [['a']]);
    const two = [...chain('a', 'b', 'c', 'a'), ...chain('c', 'd', 'e', 'd'), ...chain('x', 'd')];
    assert.deepEqual(circlesIn(two), [
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  test('each rule notices who breaks it', () => {
    const broken: Record<string, Import> = {
      'a contract imports nothing': { from: 'worker/api', to: 'comlink' },
      'plugin/ imports itself': { from: 'plugin/main', to: 'worker/api' },
      'worker/ imports itself': { from: 'worker/generate', to: 'plugin/protocol' },
      'worker/ imports downward': { from: 'worker/model', to: 'worker/film/job' },
      'a room of worker/ imports what it sees': {
        from: 'worker/placeholders/kinds/input/menus',
        to: 'worker/api',
      },
      'ui/ imports itself and the contracts': { from: 'ui/flow', to: 'worker/generate' },
      'nothing but tests imports ui/': { from: 'cli', to: 'ui/request' },
      'nothing but tests imports test/': { from: 'build/page', to: 'test/tools/host/serve' },
      'one door each': { from: 'ui/flow', to: 'comlink' },
    };
    assert.deepEqual(Object.keys(broken), Object.keys(RULES));
    for (const [rule, { from, to }] of Object.entries(broken)) {
      assert.ok(violations([{ from, to }]).includes(`${rule}, and ${from} imports ${to}`), rule);
    }
    const upward: Import[] = [
      { from: 'worker/picture/gif', to: 'worker/network/session' },
      { from: 'worker/network/engine', to: 'worker/request' },
      { from: 'worker/motion/motions', to: 'worker/prompt/words' }, // beside it
      { from: 'worker/scene', to: 'worker/vocabulary' },
    ];
    for (const one of upward) assert.notDeepEqual(violations([one]), []);
  });

  test('every room and file of worker/ stands on one floor', () => {
    const names = readdirSync('worker').map(bare);
    assert.deepEqual(
      names.filter((name) => name !== 'tsconfig').sort(),
      FLOORS.flat().sort(),
      'each once',
    );
  });

  test('the bundles leave nothing to be loaded when they run', () => {
    for (const name of ['plugin', 'worker', 'ui']) {
      const { outputs }: Metafile = JSON.parse(readFileSync(`dist/meta/${name}.json`, 'utf8'));
      const left = Object.values(outputs).flatMap(({ imports }) => imports);
      assert.deepEqual(
        left.filter(({ path }) => path !== '<runtime>'),
        [],
      );
    }
  });
});
