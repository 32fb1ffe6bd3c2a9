/** Tools for a whole design, in a real browser: filling from names, skeletons, the list of what is still a placeholder. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NodeRecord } from '../tools/host/document';
import { PATIENCE, type Panel } from './playground';
import { faults } from './sight';
import { openTheatre } from './theatre';

const theatre = openTheatre();
const play = (act: (panel: Panel) => Promise<void>) => theatre('data', act);

/** A screenshot where a person wants one: FLASHVIDEO_PICTURES names the folder. */
async function picture({ page }: Panel, name: string): Promise<void> {
  const folder = process.env.FLASHVIDEO_PICTURES;
  if (!folder) return;
  const iframe = page.locator('iframe[title=FlashVideo]');
  await iframe.screenshot({ path: `${folder}/${name}.png` });
}

async function addAll(panel: Panel, specs: (Partial<NodeRecord> & { type: string })[]) {
  const ids: string[] = [];
  for (const spec of specs) ids.push(await panel.canvas.add(spec));
  await panel.page.evaluate((all) => {
    window.playground.document.select(all);
    window.playground.document.commitUndo();
  }, ids);
  return ids;
}

const promptAt = async (panel: Panel, id: string): Promise<string | undefined> => {
  const layer = await panel.canvas.node(id);
  return layer?.pluginData.request && JSON.parse(layer.pluginData.request).prompt;
};

describe('a whole design', () => {
  test('is filled from names: the list first, each layer its own clip, one undo; then found again', async () => {
    await play(async (panel) => {
      const { ui, page, canvas, button, command } = panel;
      const names = ['Rocket', 'icon/heart', 'qqxzzy', 'Cat_02'];
      const ids = await addAll(
        panel,
        names.map((name, i) => ({ type: 'RECTANGLE', name, x: 90 * i, width: 64, height: 64 })),
      );
      await command('Fill from names…');
      await ui.getByLabel('Prompt for Rocket').waitFor();
      const prompt = (name: string) => ui.getByLabel(`Prompt for ${name}`).inputValue();
      assert.deepEqual(await Promise.all(names.map(prompt)), ['rocket', 'heart', '', 'cat']);
      await ui.getByText('Nothing in its name says what to draw.').waitFor();
      await ui.getByText(/^3 layers, about \d+ s\.$/).waitFor();
      await ui.getByLabel('Prompt for qqxzzy').fill('a blue star');
      assert.deepEqual(await faults(panel), []);
      await picture(panel, 'fill-list');
      await button('Fill 4 layers').click();
      await ui.locator('[data-state=drawing]').first().waitFor();
      await picture(panel, 'fill-drawing');
      await ui.getByText('4 layers show their clips. One undo takes all back.').waitFor();
      await picture(panel, 'fill-done');
      assert.deepEqual(await faults(panel), []);
      assert.deepEqual(await Promise.all(ids.map((id) => promptAt(panel, id))), [
        'rocket',
        'heart',
        'a blue star',
        'cat',
      ]);
      const gif = await canvas.gifOf((await canvas.node(ids[0]!))!);
      assert.deepEqual([gif.width, gif.height], [64, 64]);

      await button('Back to the prompt').click();
      await button('FlashVideo layers…').scrollIntoViewIfNeeded();
      await picture(panel, 'tools');
      await button('FlashVideo layers…').click();
      await ui.getByLabel('Draw for Rocket').check();
      await picture(panel, 'clips');
      assert.deepEqual(await faults(panel), []);
      await button('Select all').click();
      await page.waitForFunction(
        () => window.playground.document.state().selection.length === 4,
        undefined,
        { timeout: PATIENCE },
      );
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.deepEqual(await Promise.all(ids.map((id) => promptAt(panel, id))), [
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    });
  });

  test('that is being filled can be cancelled, and keeps what is done', async () => {
    await play(async (panel) => {
      const { ui, page, button, command } = panel;
      const ids = await addAll(
        panel,
        ['Rocket', 'Heart', 'Cat', 'Dog', 'Fish', 'Tree'].map((name) => ({
          type: 'RECTANGLE',
          name,
        })),
      );
      await command('Fill from names…');
      await button('Fill 6 layers').click();
      await ui.locator('[data-state=done]').first().waitFor();
      await page.keyboard.press('Escape');
      await button('Cancel')
        .click({ timeout: 1000 })
        .catch(() => {}); // where the key went to the page
      await button('Back to the prompt').click({ trial: true });
      const prompts = await Promise.all(ids.map((id) => promptAt(panel, id)));
      const done = prompts.filter((prompt) => prompt !== undefined).length;
      assert.ok(done >= 1 && done < 6, `${done} of 6`);
      assert.equal(await ui.locator('[data-state=done]').count(), done);
    });
  });

  test('has skeletons of its frames, beside them and as large', async () => {
    await play(async (panel) => {
      const { ui, canvas, button, command } = panel;
      const card = await canvas.add({ type: 'FRAME', name: 'Card', width: 320, height: 200 });
      const spec = { parent: card, x: 16 };
      await canvas.add({ ...spec, type: 'ELLIPSE', y: 16, width: 48, height: 48 });
      await canvas.add({ ...spec, type: 'TEXT', y: 80, width: 200, height: 20, lineHeight: 20 });
      await canvas.add({ ...spec, type: 'RECTANGLE', y: 120, width: 288, height: 64 });
      await panel.page.evaluate((id) => window.playground.document.select([id]), card);
      await command('Skeleton of selection…');
      await ui.getByRole('img', { name: 'Skeleton of Card' }).waitFor();
      await ui.getByText('320 × 200, 3 boxes').waitFor();
      assert.deepEqual(await faults(panel), []);
      await picture(panel, 'skeleton');
      await ui.getByLabel('Direction').selectOption('Down');
      await button('Insert').click();
      await ui.getByText('Added a new layer beside “Card”.').waitFor();
      const layer = await canvas.selected();
      assert.deepEqual([layer.name, layer.width, layer.height], ['Skeleton of Card', 320, 200]);
      const gif = await canvas.gifOf(layer);
      assert.deepEqual([gif.width, gif.height], [320, 200]);
      assert.ok(gif.frames.length > 5);
    });
  });
});
