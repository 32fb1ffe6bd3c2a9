/** The folder that a team installs, and the lock file that it is built from. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { bundledPackages, notices } from '../../build/notices';
import { release, releaseFiles, sha256 } from '../../build/release';

const metas = ['plugin', 'worker', 'ui'].map((name) =>
  JSON.parse(readFileSync(`dist/meta/${name}.json`, 'utf8')),
);
const files = releaseFiles(metas);

describe('the release', () => {
  test('has the same bytes for the same content, whatever the order and the time zone', () => {
    const zone = process.env.TZ;
    const zips = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'].map((place, i) => {
      process.env.TZ = place;
      const entries = Object.entries(files);
      return sha256(release(Object.fromEntries(i === 1 ? entries.reverse() : entries)));
    });
    process.env.TZ = zone;
    assert.equal(new Set(zips).size, 1);
    const changed = { ...files, LICENSE: new Uint8Array([1]) };
    assert.notEqual(sha256(release(changed)), zips[0]);
  });

  test('holds what its manifest names, with sums that fit', () => {
    const unzipped = unzipSync(release(files));
    const manifest = JSON.parse(strFromU8(unzipped['manifest.json']!));
    for (const path of [manifest.main, manifest.ui]) {
      assert.equal(sha256(unzipped[path]!), sha256(readFileSync(path)));
    }
    const sums = strFromU8(unzipped.SHA256SUMS!).trim().split('\n');
    assert.deepEqual(
      sums.map((line) => line.split('  ')),
      Object.keys(unzipped)
        .filter((name) => name !== 'SHA256SUMS')
        .map((name) => [sha256(unzipped[name]!), name]),
    );
  });

  test('says how to install it, with pictures inside that need no network', () => {
    const page = strFromU8(unzipSync(release(files))['INSTALL.html']!);
    const pictures = [...page.matchAll(/<img [^>]*src="data:image\/(gif|png);base64,([^"]+)"/g)];
    assert.ok(pictures.length >= 5);
    for (const [, type, text] of pictures) {
      const magic = Buffer.from(text!, 'base64').subarray(0, 4).toString('latin1');
      assert.equal(magic, type === 'gif' ? 'GIF8' : '\x89PNG');
    }
    assert.match(page, /Import plugin from manifest…/);
    assert.doesNotMatch(page, /https?:\/\//);
  });

  test('carries a licence for every package inside', () => {
    const text = notices(metas);
    const inside = bundledPackages(metas);
    for (const name of ['@noble/hashes', 'comlink', 'onnxruntime-web', 'preact', 'xz-decompress']) {
      assert.ok(inside.includes(name), name);
    }
    for (const name of inside) {
      const section = text.split(`## ${name} `)[1];
      assert.match(section ?? '', /copyright/i, name);
    }
  });
});

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
  };

  // `npm ci` refuses a lock that lacks some, and npm writes such a lock where a registry has not all of them.
  test('has the optional packages of every platform', () => {
    const locked = new Set(
      Object.keys(packages).map((path) => path.replace(/.*node_modules\//, '')),
    );
    const wanted = Object.values(packages).flatMap((one) =>
      Object.keys(one.optionalDependencies ?? {}),
    );
    assert.ok(wanted.length > 0);
    assert.deepEqual(
      wanted.filter((name) => !locked.has(name)),
      [],
    );
  });

  test('names no address', () => {
    const addressed = Object.keys(packages).filter((path) => packages[path]!.resolved);
    assert.deepEqual(addressed, []);
  });
});
