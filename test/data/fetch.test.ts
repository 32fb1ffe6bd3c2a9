import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fetchPackage, unpack, WORDNET } from '../../models/data/art/fetch';

/** A tarball as npm packs one, with its integrity. */
function tarball() {
  const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
  mkdirSync(join(folder, 'package'));
  writeFileSync(join(folder, 'package', 'words.txt'), 'dog');
  const path = join(folder, 'words.tgz');
  execFileSync('tar', ['-czf', path, '-C', folder, 'package']);
  const digest = createHash('sha512').update(readFileSync(path)).digest('base64');
  return { folder, path, integrity: `sha512-${digest}` };
}

test('a tarball with the pinned bytes is unpacked without its wrapping', async () => {
  const { folder, path, integrity } = tarball();
  const target = join(folder, 'words');
  await unpack(path, integrity, target);
  assert.equal(readFileSync(join(target, 'words.txt'), 'utf8'), 'dog');
});

test('other bytes than those pinned leave no folder behind', async () => {
  const { folder, path } = tarball();
  const target = join(folder, 'words');
  await assert.rejects(unpack(path, WORDNET.integrity, target), /words.*sha512-zVyF.*sha512-/);
  assert.ok(!existsSync(target));
});

test('a tarball that tar cannot read is refused', async () => {
  const { folder, path } = tarball();
  writeFileSync(path, 'no archive');
  const digest = createHash('sha512').update('no archive').digest('base64');
  await assert.rejects(unpack(path, `sha512-${digest}`, join(folder, 'words')), /tar.*words\.tgz/);
  assert.ok(!existsSync(join(folder, 'words')));
});

test('a finished folder is not fetched again, and a failed fetch leaves nothing', async () => {
  const packages = mkdtempSync(join(tmpdir(), 'packages-'));
  const none = { name: '@nobody/nothing', version: '0.0.0', integrity: 'sha512-' };
  const offline = process.env.npm_config_offline;
  process.env.npm_config_offline = 'true';
  try {
    await assert.rejects(fetchPackage(none, packages), /@nobody\/nothing@0\.0\.0/);
  } finally {
    if (offline === undefined) delete process.env.npm_config_offline;
    else process.env.npm_config_offline = offline;
  }
  assert.deepEqual(readdirSync(packages), []);
  const there = join(packages, '@nobody+nothing@0.0.0');
  mkdirSync(there);
  assert.equal(await fetchPackage(none, packages), there);
});
