/** A clip in other forms, out of the built panel in a real browser. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { playMotion } from '../tools/host/motion';
import { serve } from '../tools/host/serve';
import { launch } from './browser';
import { openPlayground, type Panel } from './playground';

const { SHEETS } = process.env; // a folder for pictures to look at

let browser: Browser;
let host: Awaited<ReturnType<typeof serve>>;
let panel: Panel;

before(async () => {
  [browser, host] = await Promise.all([launch(), serve(0)]);
  panel = await openPlayground(browser, host.url, 'srcdoc');
  await panel.open();
  await panel.generate('a ghost floating');
});

after(async () => {
  await browser?.close();
  host?.close();
});

const item = (name: string) => panel.ui.getByRole('menuitem', { name });
const openMenu = () => panel.button('Other formats').click();

async function downloaded(name: string) {
  await openMenu();
  const download = panel.page.waitForEvent('download');
  await item(name).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('the menu of other formats', () => {
  test('is walked through with the arrow keys, and left with Escape', async () => {
    await panel.button('Other formats').focus();
    await panel.page.keyboard.press('Enter');
    const focused = () =>
      panel.ui.locator('body').evaluate(() => document.activeElement?.textContent ?? '');
    assert.match(await focused(), /^APNG/);
    if (SHEETS) await panel.page.screenshot({ path: `${SHEETS}/menu.png` });
    await panel.page.keyboard.press('ArrowUp');
    assert.match(await focused(), /^Insert as Motion/);
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    assert.match(await focused(), /^PNG the first frame/);
    await panel.page.keyboard.press('Escape');
    assert.equal(await item('APNG').count(), 0);
    assert.equal(
      await panel.button('Other formats').evaluate((one) => one.matches(':focus')),
      true,
    );
  });

  for (const [choice, name, holds] of [
    ['APNG', 'a-ghost-floating.apng', 'acTL'],
    ['Lottie', 'a-ghost-floating.lottie.json', '"layers"'],
    ['Sprite sheet', 'a-ghost-floating-sprites.zip', 'a-ghost-floating.css'],
  ] as const) {
    test(`saves ${choice}`, async () => {
      const file = await downloaded(choice);
      assert.equal(file.name, name);
      assert.ok(file.bytes.includes(holds));
      await panel.ui.getByText(`Saved ${name}.`).first().waitFor();
    });
  }

  test('saves the frames as PNGs of the size that the panel shows', async () => {
    const files = Object.values(unzipSync((await downloaded('PNG frames')).bytes));
    assert.equal(files.length, 16);
    const { width, height, hasAlpha } = await sharp(files[3]).metadata();
    assert.deepEqual([width, height, hasAlpha], [256, 256, true]);
  });

  test('inserts a frame that moves', async () => {
    await openMenu();
    await item('Insert as Motion').click();
    await panel.ui.getByText('Added “a ghost floating” as Motion').first().waitFor();
    const frame = await panel.canvas.selected();
    assert.deepEqual([frame.type, frame.name], ['FRAME', 'a ghost floating']);
    const nodes = await panel.page.evaluate(() => window.playground.document.state().nodes);
    const document = { get: (id: string) => nodes[id]! } as Parameters<typeof playMotion>[0];
    const heights = [0, 0.33, 1].map((second) => {
      const [picture] = playMotion(document, frame.id, second);
      return picture!.map[5];
    });
    assert.ok(heights[1]! < heights[0]! && heights[2]! > heights[0]!, `it floats: ${heights}`);
  });

  test('a drag out of the preview is a drop on the canvas', async () => {
    const frames = panel.page.frames(); // one of them is the panel's parent
    const listen = () => {
      const drops: unknown[] = [];
      addEventListener('message', ({ data }) => data.pluginDrop && drops.push(data.pluginDrop));
      Object.assign(window, { drops });
    };
    await Promise.all(frames.map((frame) => frame.evaluate(listen)));
    await panel.ui.locator('.screen canvas').evaluate((image) => {
      for (const [type, at] of [
        ['dragstart', {}],
        ['dragend', { clientX: 10, clientY: 10 }], // let go over the panel
        ['dragstart', {}],
        ['dragend', { clientX: -200, clientY: 40 }],
      ] as const) {
        image.dispatchEvent(new DragEvent(type, { bubbles: true, ...at }));
      }
    });
    const heard = () => (window as unknown as { drops: object[] }).drops;
    const all = async () =>
      (await Promise.all(frames.map((frame) => frame.evaluate(heard)))).flat();
    let drops = await all();
    while (drops.length === 0) {
      await panel.page.waitForTimeout(50); // a message takes its time
      drops = await all();
    }
    const drop = { clientX: -200, clientY: 40, items: [], dropMetadata: 'flashvideo' };
    assert.deepEqual(drops, [drop]);
  });
});
