/** A real browser: an installed Chrome or Chromium, else one that comes through npm, driven by playwright-core. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** @throws a sentence that says what to install */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const named = env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...onPath, ...PLACES].find(isExecutable);
  if (found) return found;
  throw new Error(
    'The end-to-end tests need Chrome or Chromium and found neither. Install one ' +
      '(Debian: apt-get install chromium) or name it in CHROME_PATH.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Fetched where no browser is installed: 70 MB that nobody else has to install. Linux on x64 only. */
const FETCHED = { name: '@sparticuz/chromium', version: '143.0.4', folder: '.cache/browser' };

/** @returns the path of the browser inside an npm package, which is installed first when need be */
export async function fetchBrowser(): Promise<string> {
  const { name, version, folder } = FETCHED;
  if (!existsSync(join(folder, 'node_modules', name))) {
    const where = ['--prefix', folder, '--no-save', '--ignore-scripts'];
    await promisify(execFile)('npm', ['install', ...where, `${name}@${version}`]);
  }
  const entry = createRequire(resolve(folder, 'here.js')).resolve(name);
  const inside = (await import(pathToFileURL(entry).href)) as {
    default: { executablePath(): Promise<string> };
  };
  return inside.default.executablePath();
}

async function anyBrowser(): Promise<string> {
  try {
    return findBrowser();
  } catch (missing) {
    if (process.env.CHROME_PATH) throw missing; // a wrong choice is not made good in silence
    return fetchBrowser().catch(() => {
      throw missing;
    });
  }
}

/**
 * `--enable-unsafe-webgpu` gives a software adapter where there is no GPU.
 *
 * @param more arguments of its command line
 * @throws a sentence that says what to install
 */
export async function launch(more: string[] = []): Promise<Browser> {
  const executablePath = await anyBrowser();
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking'];
  const still = ['--disable-component-update', '--disable-sync'];
  const args = ['--no-sandbox', ...quiet, ...still, '--enable-unsafe-webgpu', ...more];
  return chromium.launch({ executablePath, args }).catch((error: Error) => {
    const [why] = error.message.split('\n');
    throw new Error(
      `The browser ${executablePath} does not start (${why}). Install Chrome or Chromium ` +
        '(Debian: apt-get install chromium) or name it in CHROME_PATH.',
    );
  });
}
