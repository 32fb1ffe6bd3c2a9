/**
 * `tsx test/tools/bench/handling.ts [--changes] [--fill]`: how fast the built panel answers a hand in real Chromium: from a
 * changed control to the changed clip on show, and fifty layers filled from their names, beside fifty clips of the same things that are made and inserted one by one.
 * The last line on stdout is one JSON object.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Locator } from 'playwright-core';
import { launch } from '../../e2e/browser';
import { openPlayground, type Panel } from '../../e2e/playground';
import { serve } from '../host/serve';
import { median } from './statistics';

const NAMES = new URL('../../ui/layer-names.tsv', import.meta.url);
const LIVING = 'a burning fire';
const MAPPED = 'a rocket bouncing';
const TINTS = ['Red', 'Blue', 'Green', 'Violet', 'Amber'];
const ROUNDS = 4; // of all tints
const LONGEST = 3_000; // ms that a change may take

interface Change {
  first: number; // ms until anything of it is on show
  whole: number; // ms until all frames are there
}

/** Changes of the tint of a clip of 16 frames of 256 px, while it plays or with any frame on show. */
async function timeChanges(panel: Panel, prompt: string, paused: boolean): Promise<Change[]> {
  const { ui, generate } = panel;
  await generate(prompt);
  if (paused) await ui.getByRole('button', { name: /^Pause/ }).click();
  const changes: Change[] = [];
  for (let i = 0; i < ROUNDS * TINTS.length; i++) {
    if (paused) await ui.getByLabel('Frame', { exact: true }).fill(`${(7 * i) % 16}`);
    changes.push(await timeChange(ui.locator('body'), TINTS[i % TINTS.length]!));
  }
  if (paused) await ui.getByRole('button', { name: /^Play/ }).click();
  await ui.getByRole('radio', { name: 'As drawn' }).check();
  return changes.slice(TINTS.length); // the first round warms up
}

/** Clicks a tint once nothing moves any more, and looks at every frame of the screen for a picture that was not there before. */
const timeChange = (body: Locator, tint: string): Promise<Change> =>
  body.evaluate(
    async (root, { tint, longest }) => {
      const art = root.querySelector<HTMLCanvasElement>('canvas.art')!;
      const nextFrame = () => new Promise<number>(requestAnimationFrame);
      const look = () => {
        const { data } = art.getContext('2d')!.getImageData(0, 0, art.width, art.height);
        let sum = 7;
        for (let i = 0; i < data.length; i += 4) {
          sum = (31 * sum + data[i]! + 3 * data[i + 1]! + 5 * data[i + 2]!) % 1_000_003;
        }
        return sum;
      };
      const known = new Set<number>();
      for (const begin = performance.now(); performance.now() - begin < 1_600; await nextFrame()) {
        known.add(look());
      }
      const control = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')].find(
        (input) => input.getAttribute('aria-label') === tint || input.title === tint,
      );
      if (!control) throw new Error(`There is no tint called ${tint}.`);
      const begin = performance.now();
      control.click();
      let first = 0;
      let settled = begin;
      for (let now = begin; now - begin < longest; now = performance.now()) {
        await nextFrame();
        if (first === 0 && !known.has(look())) first = performance.now() - begin;
        const busy = root.querySelector('[role=progressbar]') !== null || first === 0;
        if (busy) settled = performance.now();
        if (!busy && performance.now() - settled > 300) break;
      }
      return { first: first || longest, whole: settled - begin };
    },
    { tint, longest: LONGEST },
  );

const NAMED = 'globalThis.__name = (one) => one'; // what esbuild wraps functions in
const EDGE = 256; // px of the layers that are filled: as large as a clip is by itself

const readNames = (): { thing: string; name: string }[] =>
  readFileSync(NAMES, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [things = '', name = ''] = line.split('\t');
      return { thing: things.split('|')[0]!, name };
    });

/** @returns ms that clips of the same things take, each generated and inserted by hands that lose no time */
async function timeSingles({ ui, open }: Panel): Promise<{ clips: number; ms: number }> {
  await open();
  const prompts = readNames().map(({ thing }) => thing);
  const field = ui.getByLabel('What to animate');
  const ms = await field.evaluate(async (element, all) => {
    const input = element as HTMLTextAreaElement;
    const status = input.form!.querySelector('p[role=status]')!;
    const button = (label: string) =>
      [...input.form!.querySelectorAll('button')].find(({ textContent }) => textContent === label);
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await new Promise((done) => setTimeout(done, 4));
    };
    const begin = performance.now();
    for (const prompt of all) {
      input.value = prompt;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(() => button('Generate')?.disabled === false);
      button('Generate')!.click();
      await until(() => status.textContent!.includes(`The animation of ${prompt} is ready.`));
      button('Insert')!.click();
      await until(
        () => !status.textContent!.includes('is ready') && button('Insert')?.disabled === false,
      );
    }
    return performance.now() - begin;
  }, prompts);
  return { clips: prompts.length, ms: Math.round(ms) };
}

/** @returns ms that fifty layers take to be filled from their names */
async function timeFill(panel: Panel): Promise<{ layers: number; ms: number }> {
  const { ui, page, button } = panel;
  const names = readNames().map(({ name }) => name);
  await page.evaluate(
    ([all, edge]) => {
      const { document } = window.playground;
      const ids = all.map((name, i) =>
        document.add({ type: 'RECTANGLE', name, x: 150 * i, width: edge, height: edge }),
      );
      document.select(ids);
      document.commitUndo();
    },
    [names, EDGE] as const,
  );
  await panel.open();
  await button('Fill from names…').click();
  const start = ui.getByRole('button', { name: /^Fill \d+ layers$/ });
  await start.waitFor();
  const begin = performance.now();
  await start.click();
  await ui.getByText(/layers show their clips/).waitFor();
  return { layers: names.length, ms: Math.round(performance.now() - begin) };
}

const worst = (values: number[]) => Math.max(...values);
const inWords = (changes: Change[]) => {
  const firsts = changes.map(({ first }) => first);
  return { median: Math.round(median(firsts)), worst: Math.round(worst(firsts)) };
};

async function main() {
  const { values: flags } = parseArgs({
    options: { changes: { type: 'boolean' }, fill: { type: 'boolean' } },
  });
  const browser = await launch();
  const host = await serve(0);
  const figures: Record<string, unknown> = { load: loadavg()[0] };
  try {
    const panel = await openPlayground(browser, host.url, 'srcdoc');
    await panel.page.addInitScript(NAMED);
    await panel.open();
    if (flags.changes || !flags.fill) {
      for (const prompt of [LIVING, MAPPED]) {
        for (const paused of [false, true]) {
          const changes = await timeChanges(panel, prompt, paused);
          const name = `${prompt}, ${paused ? 'paused' : 'playing'}`;
          figures[name] = inWords(changes);
          console.error(name, figures[name]);
        }
      }
    }
    await panel.close();
    if (flags.fill || !flags.changes) {
      const filling = await openPlayground(browser, host.url, 'srcdoc');
      figures.fill = await timeFill(filling);
      console.error('fill', figures.fill);
      await filling.close();
      const single = await openPlayground(browser, host.url, 'srcdoc');
      await single.page.addInitScript(NAMED);
      figures.singles = await timeSingles(single);
      await single.close();
    }
  } finally {
    await browser.close();
    host.close();
  }
  console.log(JSON.stringify(figures));
}

await main();
