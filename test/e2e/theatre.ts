/** A browser and a host for the tests of one file, and what is played there. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Editor } from '../tools/host/document';
import { serve } from '../tools/host/serve';
import type { Stack } from '../tools/host/stacks';
import { launch } from './browser';
import { openPlayground, type Panel } from './playground';

export interface House {
  browser: Browser;
  url: string; // of the stand-in host
}

/** @returns what is there once the file's tests begin */
export function openHouse(): House {
  const house = {} as House;
  let host: Awaited<ReturnType<typeof serve>>;

  before(async () => {
    house.browser = await launch();
    host = await serve(0);
    house.url = host.url;
  });

  after(async () => {
    await house.browser?.close();
    host?.close();
  });

  return house;
}

/** @returns a function that plays on a fresh page: whatever happens, nothing may have left it and nothing gone uncaught */
export function openTheatre() {
  const house = openHouse();
  return async (stack: Stack, act: (panel: Panel) => Promise<void>, editor?: Editor) => {
    const panel = await openPlayground(house.browser, house.url, stack, editor);
    try {
      await act(panel);
      const uncaught = await panel.page.evaluate(() => window.playground.run?.errors ?? []);
      assert.deepEqual([panel.requests, panel.errors, uncaught], [[], [], []]);
    } finally {
      await panel.close();
    }
  };
}
