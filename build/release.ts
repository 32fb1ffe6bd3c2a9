/** The folder that a team installs, as a zip whose bytes depend on its content alone. */
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

export type Files = Record<string, Uint8Array>; // by path inside the zip

/** A zip of `files` and of `SHA256SUMS`, in the format of `sha256sum --check`. */
export function release(files: Files): Uint8Array {
  const names = Object.keys(files).sort();
  const sums = names.map((name) => `${sha256(files[name]!)}  ${name}\n`).join('');
  const entries = [...names.map((name) => [name, files[name]!] as const)];
  return zipSync(Object.fromEntries([...entries, ['SHA256SUMS', Buffer.from(sums)]]), {
    level: 9,
    mtime: new Date(1980, 0, 1), // local time, as zip stores no zone: the same bytes everywhere
  });
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
