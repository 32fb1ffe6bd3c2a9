/** The folder that a team installs, as a zip whose bytes depend on its content alone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { zipSync } from 'fflate';
import { installPage } from './install';
import { notices } from './notices';

export type Files = Record<string, Uint8Array>; // by path inside the zip

/** What goes in: the manifest at the root, as "Import plugin from manifest" wants it. */
export function releaseFiles(metas: Metafile[]): Files {
  const paths = [
    'manifest.json',
    'dist/main.js',
    'dist/ui.html',
    'LICENSE',
    'models/ATTRIBUTION.md',
  ];
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(path)]));
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return {
    ...files,
    'INSTALL.html': Buffer.from(installPage(version)),
    'THIRD_PARTY.md': Buffer.from(notices(metas)),
  };
}

/** A zip of `files` and of `SHA256SUMS`, in the format of `sha256sum --check`. */
export function release(files: Files): Uint8Array {
  const names = Object.keys(files).sort();
  const sums = names.map((name) => `${sha256(files[name]!)}  ${name}\n`).join('');
  const sorted = Object.fromEntries(names.map((name) => [name, files[name]!]));
  return zipSync(
    { ...sorted, SHA256SUMS: Buffer.from(sums) },
    { level: 9, mtime: new Date(1980, 0, 1) }, // local time, as a zip stores no zone
  );
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
