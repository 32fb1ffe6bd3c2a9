/** The built plugin in a real browser, as fast as its user feels it. */
import { existsSync } from 'node:fs';
import type { FrameLocator } from 'playwright-core';
import { launch } from '../../e2e/browser';
import { openPlayground } from '../../e2e/playground';
import { serve } from '../host/serve';

export interface PanelFigures {
  readyMs: number | null; // from the panel's first byte to a ready engine; null when there is nothing to measure
  longestTaskMs: number | null; // of the panel's thread, while a clip is being made
}

const OPENINGS = 3; // each in a fresh context
const TICK = 4; // ms
const PROMPT = 'a rocket bouncing';
const BUILT = new URL('../../../dist/ui.html', import.meta.url);

export async function benchPanel(): Promise<PanelFigures> {
  if (!existsSync(BUILT)) {
    console.error('The panel is not measured: there is no dist/, so run npm run build first.');
    return { readyMs: null, longestTaskMs: null };
  }
  const browser = await launch();
  const host = await serve(0);
  try {
    const openings: number[] = [];
    const blocks: number[] = [];
    for (let i = 0; i < OPENINGS; i++) {
      const panel = await openPlayground(browser, host.url, 'srcdoc');
      await panel.page.addInitScript(noteReady);
      await panel.open();
      openings.push(await readyAt(panel.ui));
      await watchThread(panel.ui);
      await panel.generate(PROMPT);
      blocks.push(await longestBlock(panel.ui));
      await panel.close();
      console.error(`panel: ready in ${Math.round(openings[i]!)} ms, blocked ${blocks[i]} ms`);
    }
    const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
    return { readyMs: Math.round(middle(openings)), longestTaskMs: middle(blocks) };
  } finally {
    await browser.close();
    host.close();
  }
}

/**
 * Runs in each frame: notes when it says which engine runs, in ms since the frame began to load. What the
 * stand-in host does before is not the plugin's, nor is the time until a test looks.
 */
function noteReady() {
  const observer = new MutationObserver(() => {
    if (!/Runs on/.test(document.getElementById('app')?.textContent ?? '')) return;
    Object.assign(window, { readyAt: performance.now() });
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true, characterData: true });
}

const readyAt = (ui: FrameLocator) =>
  ui.locator('body').evaluate(() => (window as unknown as { readyAt: number }).readyAt);

interface Watch {
  longest: number; // ms that a tick came late
}

/** Ticks in the panel; what comes between two ticks has blocked its thread. */
const watchThread = (ui: FrameLocator) =>
  ui.locator('body').evaluate((_, tick) => {
    const watch: Watch = { longest: 0 };
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - last - tick);
      last = now;
    }, tick);
    Object.assign(window, { watch });
  }, TICK);

const longestBlock = (ui: FrameLocator) =>
  ui
    .locator('body')
    .evaluate(() => Math.round((window as unknown as { watch: Watch }).watch.longest));
