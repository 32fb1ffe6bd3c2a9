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
  comlink: ['ui/client', 'worker/worker'],
  'onnxruntime-web': ['worker/network/session'],
  gifenc: ['worker/picture/gif'],
  'xz-decompress': ['worker/page/unpack'],
  esbuild: ['build/bundle', 'build/notices', 'build/release', 'build'], // all but the first for its types
};

const RULES: Record<string, (one: Import) => boolean> = {
  'a contract imports nothing': ({ from }) => CONTRACTS.includes(from),
  'plugin/ imports itself': ({ from, to }) => realm(from) === 'plugin' && outside(to, 'plugin'),
  'worker/ imports itself': ({ from, to }) => realm(from) === 'worker' && outside(to, 'worker'),
  'ui/ imports itself and the contracts': ({ from, to }) =>
    realm(from) === 'ui' && outside(to, 'ui') && !CONTRACTS.includes(to),
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
const isOurs = (path: string) => path.includes('/') && FOLDERS.includes(realm(path));
const outside = (to: string, folder: string) => isOurs(to) && realm(to) !== folder;
const bare = (path: string) => path.replace(/\.[a-z]+$/, '').replace(/\/index$/, '');
const packageOf = (path: string) => /^(@[^/]+\/)?[^/]+/.exec(path)![0];

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
    assert.ok(imports.some(({ from, to }) => from === 'ui/channel' && to === 'plugin/protocol'));
    assert.deepEqual(violations(imports), []);
  });

  test('each rule notices who breaks it', () => {
    const broken: Import[] = [
      { from: 'worker/api', to: 'gifenc-types' },
      { from: 'plugin/main', to: 'worker/api' },
      { from: 'worker/generate', to: 'plugin/protocol' },
      { from: 'ui/flow', to: 'worker/generate' },
      { from: 'cli', to: 'ui/request' },
      { from: 'build/page', to: 'test/tools/host/serve' },
      { from: 'ui/flow', to: 'comlink' },
    ];
    const found = violations(broken);
    for (const rule of Object.keys(RULES)) assert.ok(found.some((text) => text.startsWith(rule)));
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
