/** From the click in the menu, or from a command in a terminal, to the first clip. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Frame, Page } from 'playwright-core';
import { launch } from '../../e2e/browser';
import { openPlayground, PATIENCE } from '../../e2e/playground';
import { serve } from '../host/serve';
import type { Stack } from '../host/stacks';
import { type HostedStart, timeHosted } from './hosted';
import { measureMemory, type WorkerMemory } from './memory';
import {
  beginWorkersWith,
  type Measure,
  type RealmStart,
  readMeasures,
  startOf,
  sumOf,
  watchRealm,
} from './realm';
import { median } from './statistics';

/** ms; of those in the worker some go on at the same time. */
export interface PanelStart extends RealmStart {
  html: number; // from the frame's first byte until it is parsed
  paint: number; // from there until something is on show
  worker: number; // … until the worker runs
  text: number; // base 91 → bytes, within the three unpackings
  runtimeUnpack: number;
  modelUnpack: number; // graphs, words and scales
  weightsUnpack: number; // integers
  warm: number; // an engine's first runs, behind ready, where no prompt was typed
  ready: number; // from the frame's first byte
  settled: number; // … until the engine is chosen
  firstClip: number; // … until the clip is there of a prompt that was typed at once
  longestTask: number; // of the panel's thread until then; 0 where none took 50 ms
}

/** ms. */
export interface TerminalStart extends RealmStart {
  modules: number; // from the start of the process until there is a model to be read
  ready: number; // … until the sessions are there
  firstClip: number; // … until the GIF is written
}

export interface StartFigures {
  secure: PanelStart | null; // null where there is nothing to measure
  insecure: PanelStart | null;
  hosted: HostedStart | null; // by a team, all of it kept by the browser
  terminal: TerminalStart;
  memory: WorkerMemory | null; // of the worker that draws, in the secure frame
}

const TIMES = 5; // and 3 where it is to be quick
const PROMPT = 'a rocket bouncing';
const BUILT = new URL('../../../dist/ui.html', import.meta.url);

export async function benchStart(quick: boolean): Promise<StartFigures> {
  const times = quick ? 3 : TIMES;
  const terminal = await timeTerminal(times);
  if (!existsSync(BUILT)) {
    console.error('The panel is not measured: there is no dist/, so run npm run build first.');
    return { secure: null, insecure: null, hosted: null, terminal, memory: null };
  }
  const browser = await launch();
  const host = await serve(0);
  try {
    const secure = await timePanel(browser, host.url, 'srcdoc', times);
    const insecure = await timePanel(browser, host.url, 'data', times);
    const memory = await measureMemory(browser, host.url);
    console.error(`start, MB of the worker: ${JSON.stringify(memory)}`);
    const hosted = await timeHosted(times);
    return { secure, insecure, hosted, terminal, memory };
  } finally {
    await browser.close();
    host.close();
  }
}

async function timeTerminal(times: number): Promise<TerminalStart> {
  const folder = mkdtempSync(join(tmpdir(), 'flashvideo-'));
  const watched = ['--import', 'tsx', '--import', './test/tools/bench/terminal.ts'];
  const args = [...watched, 'cli.ts', PROMPT, '--out', join(folder, 'clip.gif')];
  const starts: TerminalStart[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    const { stderr } = await promisify(execFile)(process.execPath, args);
    const firstClip = performance.now() - begin;
    const measures: Measure[] = JSON.parse(stderr.trim().split('\n').at(-1)!);
    const modules = Math.min(...measures.map(({ startTime }) => startTime));
    const made = measures.filter(({ name }) => name === 'sessions');
    const ready = Math.max(...made.map(({ startTime, duration }) => startTime + duration));
    starts.push({ ...startOf(measures), modules, ready, firstClip });
  }
  rmSync(folder, { recursive: true });
  return medians(starts);
}

async function timePanel(
  browser: Browser,
  url: string,
  stack: Stack,
  times: number,
): Promise<PanelStart> {
  const starts: PanelStart[] = [];
  for (let i = 0; i < times; i++) {
    const start = await openOnce(browser, url, stack);
    starts.push(start);
    console.error(`start, ${stack}: ${JSON.stringify(start)}`);
  }
  return medians(starts);
}

function medians<T extends object>(starts: T[]): T {
  const keys = Object.keys(starts[0]!) as (keyof T)[];
  const middle = (key: keyof T) => Math.round(median(starts.map((start) => Number(start[key]))));
  return Object.fromEntries(keys.map((key) => [key, middle(key)])) as T;
}

/** Two openings in fresh contexts: with a prompt typed as soon as there is a field for it, and with none. */
async function openOnce(browser: Browser, url: string, stack: Stack): Promise<PanelStart> {
  const { page, ui, close } = await openWatched(browser, url, stack);
  const prompt = ui.getByLabel('What to animate');
  await prompt.fill(PROMPT);
  await prompt.press('Enter');
  await ui.getByRole('button', { name: 'Insert', exact: true }).waitFor();
  await ui.getByText(/^Runs on (?!.+ looked for)/).waitFor({ state: 'attached' });
  const panel = await readPanel(ui);
  const measures = await measuresWith(page, 'runtime');
  await close();
  return {
    ...panel,
    ...startOf(measures),
    text: sumOf(measures, 'text'),
    runtimeUnpack: sumOf(measures, 'unpack runtime'),
    modelUnpack: sumOf(measures, 'unpack model'),
    weightsUnpack: sumOf(measures, 'unpack weights'),
    warm: await warmUp(browser, url, stack),
  };
}

async function warmUp(browser: Browser, url: string, stack: Stack): Promise<number> {
  const { page, close } = await openWatched(browser, url, stack);
  const measures = await measuresWith(page, 'warm');
  await close();
  return sumOf(measures, 'warm');
}

/**
 * The panel as the frame that it is. A locator that goes by way of the iframe has the browser tell all of its attributes
 * with each question, and `srcdoc` holds the whole page: that took a core while the panel started.
 */
async function openWatched(browser: Browser, url: string, stack: Stack) {
  const { page, command, close } = await openPlayground(browser, url, stack);
  await page.addInitScript(noteClip);
  await page.addInitScript(beginWorkersWith, String(watchRealm));
  const frame = page.waitForEvent('frameattached');
  await command('Generate GIF…');
  return { page, ui: await frame, close };
}

/** Runs in each frame: notes when the panel's page is there and when a clip can be inserted, and tasks that block. */
function noteClip() {
  const observer = new MutationObserver(() => {
    const begun = performance.getEntriesByName('page').length > 0;
    if (!begun && document.getElementById('app')) performance.mark('page');
    const buttons = [...document.querySelectorAll('button')];
    if (!buttons.some(({ textContent }) => textContent === 'Insert')) return;
    performance.mark('clip');
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
  const tasks: Task[] = [];
  Object.assign(window, { tasks });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}

/** ms. */
interface Task {
  startTime: number;
  duration: number;
}

async function readPanel(ui: Frame) {
  const seen = await ui.locator('body').evaluate(() => ({
    parsed: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming)
      .domInteractive,
    marks: performance
      .getEntries()
      .filter(({ entryType }) => entryType === 'mark' || entryType === 'paint')
      .map(({ name, startTime }) => ({ name, startTime })),
    tasks: (window as unknown as { tasks: Task[] }).tasks,
  }));
  const at = (name: string) =>
    seen.marks.filter((one) => one.name === name).map(({ startTime }) => startTime);
  const ready = at('ready');
  const begun = at('page')[0] ?? 0; // what the host does before is not the panel's
  const own = seen.tasks.filter(({ startTime, duration }) => startTime + duration > begun);
  return {
    html: seen.parsed,
    paint: at('first-contentful-paint')[0] ?? Number.NaN,
    worker: at('worker')[0] ?? Number.NaN,
    ready: ready[0] ?? Number.NaN,
    settled: ready.at(-1) ?? Number.NaN,
    firstClip: at('clip')[0] ?? Number.NaN,
    longestTask: Math.max(0, ...own.map(({ duration }) => duration)),
  };
}

/** What both workers measured, once a measure is among it: the one that reads prompts unpacks for the one that draws. */
async function measuresWith(page: Page, awaited: string): Promise<Measure[]> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE) {
    const all = await Promise.all(page.workers().map((worker) => worker.evaluate(readMeasures)));
    const measures = all.flat();
    if (measures.some(({ name }) => name === awaited)) return measures;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No worker measured “${awaited}” within ${PATIENCE / 1000} s.`);
}
