/** Assets as text for the page, by content: a file that has not changed is not compressed again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import SevenZip from '7z-wasm';
import type { Engine, FloatRun, Packed, PackedAssets } from '../worker/api';
import { type ModelConfig, parseConfig } from '../worker/network/config';
import { encode91, pieces91 } from '../worker/page/base91';
import { unweave } from '../worker/page/weave';
import { leanOf } from './lean';

const CACHE = '.cache/assets';
const FORMAT = '2'; // count up when the settings below change: it is part of the key

/** Groups of 16 characters: what the browser parses, copies and the worker decodes in one go, a few ms each. */
const PIECE = 2 ** 15;

/** xz unpacks slower than deflate, so it has to be this much smaller. */
const XZ_HANDICAP = 1.02;

/** Files as one text, compressed together by whichever is smaller: deflate, which suits weights, or xz. */
export async function pack(files: Record<string, Uint8Array>): Promise<Packed> {
  const { coding, packed } = await cached(Buffer.concat(Object.values(files)));
  const parts = Object.entries(files).map(([name, { length }]): [string, number] => [name, length]);
  return { coding, parts, texts: pieces91(encode91(packed), PIECE) };
}

/** What the page carries. @param model files of the model's folder */
export async function packAssets(
  runtimes: Record<Engine, Uint8Array>,
  model: Record<string, Uint8Array>,
  tables: Record<string, Uint8Array>,
): Promise<PackedAssets> {
  const { 'weights.bin': weights, ...others } = model;
  const floats = floatsOf(parseConfig(model['config.json']!));
  const { integers, planes } = unweave(weights!, floats);
  const { lean, bodies } = leanOf(runtimes.wasm);
  const files = {
    ...within('tables/', tables),
    ...within('model/', others),
    'floats.json': Buffer.from(JSON.stringify(floats)),
    planes,
  };
  return {
    runtimes: await pack({ lean, bodies, webgpu: runtimes.webgpu }),
    weights: await pack({ integers }), // one at a time: 7-Zip takes much memory
    files: await pack(files),
  };
}

const within = (folder: string, files: Record<string, Uint8Array>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [folder + name, bytes]));

/** Scales, and tensors that are stored as they are. */
function floatsOf({ tensors }: ModelConfig): FloatRun[] {
  const runs = Object.values(tensors)
    .flat()
    .filter(({ rotary }) => rotary === undefined)
    .map(({ scales, axis, shape, offset, bytes }): FloatRun => {
      return scales === undefined ? [offset!, bytes / 4] : [scales, shape[axis!]!];
    });
  return [...new Map(runs)].sort(([a], [b]) => a - b); // tensors that share their storage have one run
}

/** Code as text that the UI unpacks with what every browser has. */
export const packCode = (code: string): string =>
  deflateRawSync(code, { level: 9, memLevel: 9 }).toString('base64');

interface Choice {
  coding: Packed['coding'];
  packed: Uint8Array;
}

async function cached(bytes: Uint8Array): Promise<Choice> {
  const key = createHash('sha256').update(FORMAT).update(bytes).digest('hex').slice(0, 32);
  for (const coding of ['gzip', 'xz'] as const) {
    const path = `${CACHE}/${key}.${coding}`;
    if (existsSync(path)) return { coding, packed: readFileSync(path) };
  }
  const choice = await smaller(bytes);
  const path = `${CACHE}/${key}.${choice.coding}`;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${path}.part`, choice.packed);
  renameSync(`${path}.part`, path); // a build that is interrupted leaves no half file behind
  return choice;
}

async function smaller(bytes: Uint8Array): Promise<Choice> {
  const deflated = deflate(bytes);
  const compressed = await xz(bytes);
  return compressed.length * XZ_HANDICAP < deflated.length
    ? { coding: 'xz', packed: compressed }
    : { coding: 'gzip', packed: deflated };
}

/**
 * Deflate with matches and without: quantised weights are smaller without, within 1 % of their entropy. Around it gzip,
 * whose checksum the browser looks at while it unpacks.
 */
function deflate(bytes: Uint8Array): Uint8Array {
  const by = (strategy: number) => gzipSync(bytes, { level: 9, memLevel: 9, strategy });
  const matched = by(constants.Z_DEFAULT_STRATEGY);
  const literal = by(constants.Z_HUFFMAN_ONLY);
  return matched.length < literal.length ? matched : literal;
}

/** xz by 7-Zip, as Node has none. `pb=0` says that nothing is aligned, which is true of WebAssembly. */
async function xz(bytes: Uint8Array): Promise<Uint8Array> {
  const said: string[] = [];
  const listen = (line: string) => said.push(line);
  const zip = await SevenZip({ print: listen, printErr: listen });
  zip.FS.writeFile('in', bytes);
  zip.callMain([
    'a',
    '-txz',
    '-mx=9',
    '-m0=lzma2:lc=4:lp=0:pb=0:d=32m:fb=273:mc=100',
    'out.xz',
    'in',
  ]);
  try {
    return zip.FS.readFile('out.xz');
  } catch {
    throw new Error(`7-Zip made no archive of ${bytes.length} bytes. It said: ${said.join(' ')}`);
  }
}
