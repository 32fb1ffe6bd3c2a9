/** The panel as a designer shapes a clip with it: what shows, what is undone, what is kept. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Stack } from '../tools/host/stacks';
import { PATIENCE, type Panel } from './playground';
import { faults } from './sight';
import { openTheatre } from './theatre';

const PROMPT = 'a rocket bouncing';
const SLOW = 'a fire and a cat and a dog and a ghost'; // enough to be seen working, and to be cancelled

const theatre = openTheatre();
const play = (stack: Stack, act: (panel: Panel) => Promise<void>) =>
  theatre(stack, async (panel) => {
    await panel.open();
    await act(panel);
  });

/** What the preview shows, as a number that changes with any of its pixels. */
const pictureOf = (art: Locator) =>
  art.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.reduce((sum, value, at) => (31 * sum + value * (1 + (at % 7))) % 1_000_003, 7);
  });

const artOf = ({ ui }: Panel) => ui.getByRole('img', { name: /, animated$/ });

/** Waits until the preview, paused, shows something else than `before`. */
async function otherPicture(panel: Panel, before: number): Promise<number> {
  for (const begin = Date.now(); Date.now() - begin < PATIENCE; ) {
    const now = await pictureOf(artOf(panel));
    if (now !== before) return now;
    await panel.page.waitForTimeout(100);
  }
  return assert.fail('the preview shows what it showed before');
}

describe('a clip', () => {
  test('is shaped, undone, taken otherwise and inserted as it is shown', async () => {
    await play('srcdoc', async (panel) => {
      const { ui, canvas, prompt, button, generate } = panel;
      await generate(PROMPT);
      await ui.getByRole('button', { name: /^Pause/ }).click();
      const scrubber = ui.getByLabel('Frame', { exact: true });
      await scrubber.fill('5');
      const said = await otherPicture(panel, 0);

      await ui.getByRole('radio', { name: 'Blue' }).check();
      const blue = await otherPicture(panel, said);
      await ui.getByLabel('Motion', { exact: true }).selectOption('swinging');
      const swinging = await otherPicture(panel, blue);
      assert.equal(await scrubber.getAttribute('aria-valuetext'), 'Frame 6 of 16');

      await ui.getByLabel('Motion', { exact: true }).press('Control+z');
      assert.equal(await otherPicture(panel, swinging), blue);
      await ui.getByRole('radio', { name: 'Blue' }).press('Control+z');
      assert.equal(await otherPicture(panel, blue), said);
      await ui.getByRole('button', { name: /^Redo/ }).click();
      assert.equal(await otherPicture(panel, said), blue);

      await button('Four takes').click();
      const takes = ui.locator('.take');
      await ui.locator('.take canvas').nth(4).waitFor();
      assert.equal(await takes.count(), 5);
      await takes.nth(3).click();
      const taken = await otherPicture(panel, blue);
      await takes.nth(0).click();
      assert.equal(await otherPicture(panel, taken), blue);

      await button('Insert').click();
      const layer = await canvas.selected();
      assert.deepEqual(JSON.parse(layer.pluginData.request ?? '').shape, { tint: '#0d99ff' });

      // A prompt that is cancelled leaves nothing to insert; the takes are of the prompt before.
      await prompt.fill(SLOW);
      await prompt.press('Enter');
      await ui.getByRole('progressbar').waitFor();
      await prompt.press('Escape');
      await ui.getByRole('progressbar').waitFor({ state: 'detached' });
      assert.equal(await button('Insert').count(), 0);
    });
  });

  test('takes colours of the document, found by their names', async () => {
    await play('data', async (panel) => {
      const { ui, canvas, button, generate } = panel;
      const solid = (r: number, g: number, b: number) => ({
        type: 'SOLID' as const,
        color: { r, g, b },
      });
      await canvas.name({
        styles: [{ name: 'Brand/<b>Coral</b>', paints: [solid(1, 0.4, 0.2)] }],
        collections: [{ id: 'theme', defaultModeId: 'light' }],
        variables: Array.from({ length: 300 }, (_, i) => ({
          id: `${i}`,
          name: `surface/${i}`,
          collection: 'theme',
          values: { light: { r: i / 300, g: 1, b: 1, a: 1 } },
        })),
      });
      await canvas.add({ type: 'RECTANGLE', width: 160, height: 90, fills: [solid(0, 0.6, 0.4)] });
      await generate(PROMPT);
      await ui.getByRole('button', { name: /^Pause/ }).click();
      await ui.getByLabel('Frame', { exact: true }).fill('5');
      const said = await otherPicture(panel, 0);

      const book = ui.locator('.book');
      const found = book.getByRole('option');
      const field = ui.getByRole('combobox', { name: 'Find a colour by its name' });
      await button('Tint: Colours of the document').click();
      await found.first().waitFor();
      assert.equal(await found.first().getAttribute('title'), '#009966'); // of the selection
      assert.equal(await found.count(), 100);
      await book.getByText('more: find them by their names').waitFor();
      assert.deepEqual(await faults(panel, 'colours of the document'), []);
      await field.press('Escape');
      await book.waitFor({ state: 'detached' });
      assert.equal(
        await ui.locator(':focus').getAttribute('title'),
        'Tint: Colours of the document',
      );

      await button('Tint: Colours of the document').press('Enter');
      await field.fill('coral');
      assert.equal(await found.getAttribute('title'), 'Brand/<b>Coral</b> · #ff6633');
      await field.press('Enter');
      await otherPicture(panel, said);
      await button('Background: Colours of the document').click();
      await field.fill('surface/299');
      await found.click();
      assert.equal(await ui.getByLabel('Background colour as hex').inputValue(), 'FEFFFF');

      await button('Insert').click();
      await ui.locator('.good').getByText('Added a new layer').waitFor();
      const request = JSON.parse((await canvas.selected()).pluginData.request ?? '{}');
      assert.deepEqual([request.shape, request.background], [{ tint: '#ff6633' }, '#feffff']);
    });
  });

  test('goes where it was chosen to go, once', async () => {
    await play('data', async (panel) => {
      const { ui, canvas, button, generate } = panel;
      const shape = await canvas.add({ type: 'RECTANGLE', name: 'Hero', width: 160, height: 90 });
      await ui.getByRole('radio', { name: 'Fill selection' }).check();
      await generate(PROMPT);
      await ui.getByText('Insert fills “Hero”').waitFor();
      await button('Insert').click();
      await ui.locator('.good').getByText('Filled “Hero”').waitFor();
      assert.equal(await canvas.count(), 2);
      const filled = await canvas.node(shape);
      const { width, height } = await canvas.gifOf(filled!);
      assert.deepEqual([filled?.name, width, height], ['Hero', 160, 90]);
      assert.equal(await ui.getByRole('radio', { name: 'New layer' }).isChecked(), true);
      await button('Insert').click();
      await ui.locator('.good').getByText('Added a new layer').waitFor();
      assert.equal(await canvas.count(), 3);
    });
  });
});

describe('a canvas', () => {
  test('is of the aspect that the prompt says, on show and as a layer, until another is chosen', async () => {
    await play('data', async ({ ui, canvas, button, generate }) => {
      await generate('a rocket bouncing, 16:9');
      await ui
        .locator('.status')
        .getByText(/^455 × 256 ·/)
        .waitFor();
      assert.equal(await ui.locator('#canvas').inputValue(), 'said');
      assert.equal(await ui.getByLabel('Width in pixels').inputValue(), '455');
      await button('Insert').click();
      const { width, height } = await canvas.selected();
      assert.deepEqual([width, height], [455, 256]);
      await ui.locator('#canvas').selectOption('64 × 64');
      await ui
        .locator('.status')
        .getByText(/^64 × 64 ·/)
        .waitFor();
    });
  });
});

describe('the next time', () => {
  test('clips are in the history, a favourite first, and what could not run is not chosen', async () => {
    await play('data', async (panel) => {
      const { ui, page, button, generate, open, command } = panel;
      await generate(PROMPT);
      await generate('a star pulsing');
      await ui.getByText('About this run', { exact: true }).click();
      await ui.getByLabel('Engine').selectOption('webgpu');
      await ui.getByText(/The automatic choice is used\.$/).waitFor();
      await ui.getByText('History', { exact: true }).click();
      await ui.getByRole('button', { name: `Favourite: ${PROMPT}` }).click();
      await ui.getByRole('button', { name: `Favourite: ${PROMPT}`, pressed: true }).waitFor();
      await ui.getByLabel('Frames a second').selectOption('25');
      await ui.getByRole('radio', { name: 'On dark' }).check();

      await open();
      assert.equal(await ui.locator('#engine').inputValue(), 'auto');
      assert.equal(await ui.getByLabel('Frames a second').inputValue(), '25');
      await ui.getByText('History', { exact: true }).click();
      const clips = ui.locator('.clip .again');
      await clips.nth(1).waitFor();
      assert.deepEqual(await clips.allTextContents(), [PROMPT, 'a star pulsing']);
      await clips.nth(0).click();
      await button('Insert').waitFor();
      assert.ok(await ui.getByRole('radio', { name: 'On dark' }).isChecked());
      assert.equal(await panel.prompt.inputValue(), PROMPT);
      await ui.getByText(/^0 requests: .+ stores \d+ KB/).waitFor({ state: 'attached' });
      await button('Clear the history').click();
      assert.equal(await clips.count(), 2); // favourites are not lost by one click
      await button('Clear it all, favourites too?').click();
      await clips.first().waitFor({ state: 'detached' });

      await page.getByLabel('Prompt').fill(PROMPT);
      await command('Quick generate');
      await page.getByRole('status').getByText(`Drawing “${PROMPT}”…`).waitFor();
      await page.waitForFunction(() => window.playground.run?.open === false);
      assert.match((await panel.lastToast())?.message ?? '', /^Added a new layer/);
    });
  });
});
