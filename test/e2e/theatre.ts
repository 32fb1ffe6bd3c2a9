/** A browser and a host for the tests of one file. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Editor } from '../tools/host/document';
import { serve } from '../tools/host/serve';
import type { Stack } from '../tools/host/stacks';
import { launch } from './browser';
import { openPlayground, type Panel } from './playground';

/** @returns a function that plays on a fresh page: whatever happens, nothing may have left it and nothing gone uncaught */
export function openTheatre() {
  let browser: Browser;
  let host: Awaited<ReturnType<typeof serve>>;

  before(async () => {
    browser = await launch();
    host = await serve(0);
  });

  after(async () => {
    await browser?.close();
    host?.close();
  });

  return async (stack: Stack, act: (panel: Panel) => Promise<void>, editor?: Editor) => {
    const panel = await openPlayground(browser, host.url, stack, editor);
    try {
      await act(panel);
      const uncaught = await panel.page.evaluate(() => window.playground.run?.errors ?? []);
      assert.deepEqual([panel.requests, panel.errors, uncaught], [[], [], []]);
    } finally {
      await panel.close();
    }
  };
}
