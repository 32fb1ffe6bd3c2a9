/** From the click in the menu, or from a command in a terminal, to the first clip. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { launch } from '../../e2e/browser';
import { openPlayground } from '../../e2e/playground';
import { serve } from '../host/serve';
import type { Stack } from '../host/stacks';
import { median } from './statistics';

/** ms; of those in the worker some go on at the same time. */
export interface PanelStart {
  html: number; // from the frame's first byte until it is parsed
  paint: number; // from there until something is on show
  worker: number; // … until the worker runs
  text: number; // base 91 → bytes, within the three unpackings
  runtimeUnpack: number;
  runtime: number; // compiled and opened
  modelUnpack: number; // graphs, words and scales
  weightsUnpack: number; // integers
  checksums: number;
  reader: number; // of prompts
  weightsExpand: number; // to float32
  sessions: number;
  ready: number; // from the frame's first byte
  settled: number; // … until the engine is chosen
  firstClip: number; // … until the clip is there of a prompt that was typed at once
  longestTask: number; // of the panel's thread until then; 0 where none took 50 ms
}

export interface StartFigures {
  secure: PanelStart | null; // null where there is nothing to measure
  insecure: PanelStart | null;
  terminal: number; // from the start of the process until the GIF is written
}

const TIMES = 5; // and 3 where it is to be quick
const PROMPT = 'a rocket bouncing';
const BUILT = new URL('../../../dist/ui.html', import.meta.url);

export async function benchStart(quick: boolean): Promise<StartFigures> {
  const times = quick ? 3 : TIMES;
  const terminal = await timeTerminal(times);
  if (!existsSync(BUILT)) {
    console.error('The panel is not measured: there is no dist/, so run npm run build first.');
    return { secure: null, insecure: null, terminal };
  }
  const browser = await launch();
  const host = await serve(0);
  try {
    const secure = await timePanel(browser, host.url, 'srcdoc', times);
    return { secure, insecure: await timePanel(browser, host.url, 'data', times), terminal };
  } finally {
    await browser.close();
    host.close();
  }
}

async function timeTerminal(times: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'flashvideo-'));
  const args = ['--import', 'tsx', 'cli.ts', PROMPT, '--out', join(folder, 'clip.gif')];
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const begin = performance.now();
    await promisify(execFile)(process.execPath, args);
    took.push(performance.now() - begin);
  }
  rmSync(folder, { recursive: true });
  return Math.round(median(took));
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
  const keys = Object.keys(starts[0]!) as (keyof PanelStart)[];
  const medians = keys.map((key) => [key, median(starts.map((start) => start[key]))]);
  return Object.fromEntries(medians);
}

/** One opening in a fresh context, with a prompt typed as soon as there is a field for it. */
async function openOnce(browser: Browser, url: string, stack: Stack): Promise<PanelStart> {
  const { page, ui, command, generate, close } = await openPlayground(browser, url, stack);
  await page.addInitScript(noteClip);
  await command('Generate GIF…');
  await generate(PROMPT);
  await ui.getByText(/^Runs on (?!.+ looked for)/).waitFor({ state: 'attached' });
  const panel = await readPanel(ui);
  const worker = await readWorker(page);
  await close();
  const times = { ...panel, ...worker };
  return Object.fromEntries(
    Object.entries(times).map(([name, ms]) => [name, Math.round(ms)]),
  ) as unknown as PanelStart;
}

/** Runs in each frame: notes when a clip can be inserted, and tasks that block. */
function noteClip() {
  const observer = new MutationObserver(() => {
    const buttons = [...document.querySelectorAll('button')];
    if (!buttons.some(({ textContent }) => textContent === 'Insert')) return;
    performance.mark('clip');
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
  const tasks: number[] = [];
  Object.assign(window, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
}

async function readPanel(ui: FrameLocator) {
  const seen = await ui.locator('body').evaluate(() => ({
    parsed: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming)
      .domInteractive,
    marks: performance
      .getEntries()
      .filter(({ entryType }) => entryType === 'mark' || entryType === 'paint')
      .map(({ name, startTime }) => ({ name, startTime })),
    tasks: (window as unknown as { tasks: number[] }).tasks,
  }));
  const at = (name: string) =>
    seen.marks.filter((one) => one.name === name).map(({ startTime }) => startTime);
  const ready = at('ready');
  return {
    html: seen.parsed,
    paint: at('first-contentful-paint')[0] ?? Number.NaN,
    worker: at('worker')[0] ?? Number.NaN,
    ready: ready[0] ?? Number.NaN,
    settled: ready.at(-1) ?? Number.NaN,
    firstClip: at('clip')[0] ?? Number.NaN,
    longestTask: Math.max(0, ...seen.tasks),
  };
}

const MEASURES = {
  text: 'text',
  runtimeUnpack: 'unpack runtime',
  runtime: 'runtime',
  modelUnpack: 'unpack model',
  weightsUnpack: 'unpack weights',
  checksums: 'checksums',
  reader: 'reader',
  weightsExpand: 'weights',
  sessions: 'sessions',
} satisfies Partial<Record<keyof PanelStart, string>>;

/** Sums of what the worker measured while it loaded. */
async function readWorker(page: Page): Promise<Record<keyof typeof MEASURES, number>> {
  for (const worker of page.workers()) {
    const spent = await worker.evaluate(() =>
      performance.getEntriesByType('measure').map(({ name, duration }) => ({ name, duration })),
    );
    if (!spent.some(({ name }) => name === MEASURES.runtime)) continue; // another worker, that reads prompts
    const sums = Object.entries(MEASURES).map(([key, name]) => {
      const parts = spent.filter((one) => one.name === name);
      return [key, parts.reduce((sum, { duration }) => sum + duration, 0)];
    });
    return Object.fromEntries(sums);
  }
  throw new Error('The worker’s measures are not to be found.');
}
