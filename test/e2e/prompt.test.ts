/** Finding words: completions, the reading in chips, the gallery; by keyboard alone, in a real browser. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import type { AxeResults, ElementContext } from 'axe-core';
import type { Locator } from 'playwright-core';
import type { Panel } from './playground';
import { openTheatre } from './theatre';

declare global {
  interface Window {
    axe: { run(context: ElementContext): Promise<AxeResults> }; // once its source has run there
  }
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const theatre = openTheatre();
const play = (act: (panel: Panel) => Promise<void>) => theatre('data', act);

/** Presses Tab until an element has the focus, as somebody without a mouse would. */
async function tabTo(panel: Panel, to: Locator, key = 'Tab') {
  for (let presses = 0; presses < 60; presses++) {
    if (await to.evaluate((element) => element === document.activeElement)) return;
    await panel.page.keyboard.press(key);
  }
  assert.fail(`${key} never leads to ${to}`);
}

const partsOf = ({ ui, prompt }: Panel) => ({
  prompt,
  options: ui.getByRole('listbox', { name: 'Suggestions' }).getByRole('option'),
  reading: ui.getByRole('region', { name: 'Understood as' }),
  gallery: ui.getByRole('dialog', { name: 'All things' }),
});

/** What axe-core finds in the parts of the panel that `selector` names, as sentences. */
async function violationsIn({ page }: Panel, selector: string): Promise<string[]> {
  const frame = page.frames().find((one) => one !== page.mainFrame());
  await frame!.evaluate(AXE);
  const { violations } = await frame!.evaluate((one) => window.axe.run(one), selector);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Phrases that are read; not the button that says more. */
const chipsIn = (reading: Locator) => reading.locator('.token:has(.remove)');

describe('the field', () => {
  test('completes what is typed, and what is taken is drawn', async () => {
    await play(async (panel) => {
      const { prompt, options, reading } = partsOf(panel);
      await panel.open();
      await prompt.pressSequentially('two sta');
      await options.filter({ hasText: 'stars' }).waitFor();
      assert.equal(await prompt.getAttribute('aria-expanded'), 'true');
      const list = await panel.ui.getByRole('listbox', { name: 'Suggestions' }).boundingBox();
      const field = await prompt.boundingBox();
      assert.ok(list!.height > 100 && list!.y >= field!.y + field!.height, JSON.stringify(list));
      assert.deepEqual(await violationsIn(panel, '.asking'), []);
      while (!(await chosen(panel)).startsWith('stars')) await prompt.press('ArrowDown');
      await prompt.press('Enter');
      await options.filter({ hasText: 'bouncing' }).waitFor(); // what suits a star is offered next
      assert.equal(await prompt.inputValue(), 'two stars ');
      await prompt.pressSequentially('bou');
      await options.first().filter({ hasText: 'bouncing' }).waitFor();
      await prompt.press('Tab');
      assert.equal(await prompt.inputValue(), 'two stars bouncing ');
      assert.deepEqual(await chipsIn(reading).allInnerTexts(), ['2 ×', 'star', 'bouncing']);
      await prompt.press('Escape'); // closes the list, if it is open again
      await prompt.press('Enter');
      const insert = panel.button('Insert');
      await insert.waitFor();
      await tabTo(panel, insert);
      await insert.press('Enter');
      assert.equal((await panel.canvas.selected()).name, 'two stars bouncing');
    });
  });

  test('leaves Enter and Esc to the panel where nothing is chosen', async () => {
    await play(async (panel) => {
      const { prompt, options } = partsOf(panel);
      await panel.open();
      await prompt.pressSequentially('a ca');
      await options.first().waitFor();
      await prompt.press('Escape');
      await options.first().waitFor({ state: 'detached' });
      assert.equal(await prompt.inputValue(), 'a ca');
      await prompt.pressSequentially('t');
      await options.first().waitFor();
      await prompt.press('Enter');
      await panel.button('Insert').waitFor();
      assert.equal(await prompt.inputValue(), 'a cat');
      assert.equal(await options.count(), 0);
    });
  });

  test('underlines what is not understood, offers what is near, and draws what is taken', async () => {
    await play(async (panel) => {
      const { prompt, reading } = partsOf(panel);
      await panel.open();
      await prompt.pressSequentially('a gorillla and a prezidant of on white');
      await prompt.press('Enter');
      await panel.ui.locator('.marks u').first().waitFor();
      await prompt.fill('a bookshelff');
      await prompt.press('Escape');
      await prompt.press('End');
      await prompt.press('ArrowDown');
      await panel.ui.locator('#completions-0').waitFor(); // what is near is looked for meanwhile
      await prompt.press('ArrowDown');
      await panel.ui.locator('#completions-0[aria-selected=true]').waitFor();
      const word = await chosen(panel);
      await prompt.press('Enter');
      await panel.button('Insert').waitFor();
      assert.equal(await prompt.inputValue(), `a ${word}`);
      assert.ok(await prompt.evaluate((field) => field === document.activeElement));
      assert.equal(await reading.locator('.strange').count(), 0);
    });
  });

  test('reads while the engine gets ready, and while a clip is drawn', async () => {
    await play(async (panel) => {
      const { prompt, reading } = partsOf(panel);
      await panel.page.getByRole('button', { name: 'Generate GIF…' }).click();
      await prompt.fill('a blue cat');
      await chipsIn(reading).nth(1).waitFor();
      assert.deepEqual(await chipsIn(reading).allInnerTexts(), ['cat', 'blue']);
      await panel.ui.getByText(/^Runs on/).waitFor({ state: 'attached' }); // in a corner that is closed
      await prompt.fill('a cat and a dog and a rocket and a tree');
      await prompt.press('Enter');
      await panel.ui.getByRole('progressbar').waitFor();
      await prompt.fill('a red apple');
      await chipsIn(reading).filter({ hasText: 'apple' }).waitFor();
      assert.equal(await panel.ui.getByRole('progressbar').count(), 1);
    });
  });
});

/** The text of the option that Enter would take; nothing where none is chosen. */
async function chosen({ ui }: Panel): Promise<string> {
  const option = ui.locator('[role=option][aria-selected=true] .text');
  return (await option.count()) > 0 ? ((await option.textContent()) ?? '') : '';
}

describe('a chip', () => {
  test('is changed from its menu and taken out, and the clip on show follows', async () => {
    await play(async (panel) => {
      const { prompt, reading } = partsOf(panel);
      await panel.open();
      await panel.generate('two blue stars pulsing');
      const blue = reading.getByRole('button', { name: 'blue', exact: true });
      await tabTo(panel, blue);
      await blue.press('Enter');
      const menu = panel.ui.getByRole('menu', { name: 'blue' });
      await menu.waitFor();
      assert.deepEqual(await violationsIn(panel, '.asking'), []);
      await panel.page.keyboard.press('Escape');
      assert.ok(await blue.evaluate((button) => button === document.activeElement));
      await blue.press('Enter');
      await panel.page.keyboard.press('g'); // the next that begins so
      const colour = await menu.locator(':focus .text').textContent();
      await panel.page.keyboard.press('Enter');
      assert.equal(await prompt.inputValue(), `two ${colour} stars pulsing`);
      const drawn = panel.ui.getByRole('img', { name: `two ${colour} stars pulsing, animated` });
      await drawn.waitFor();

      const remove = reading.getByRole('button', { name: 'Remove 2 ×' });
      await tabTo(panel, remove);
      await remove.press('Enter');
      assert.equal(await prompt.inputValue(), `${colour} stars pulsing`);
      assert.ok(await prompt.evaluate((field) => field === document.activeElement));
    });
  });
});

describe('the gallery', () => {
  test('finds by meaning, plays what has the focus, and draws it with Enter', async () => {
    await play(async (panel) => {
      const { prompt, gallery } = partsOf(panel);
      await panel.open();
      const browse = panel.button('Browse all things');
      await tabTo(panel, browse);
      await browse.press('Enter');
      await gallery.locator('.tile').first().waitFor();
      assert.deepEqual(await violationsIn(panel, '.gallery'), []);
      await panel.page.keyboard.type('mutt');
      const found = gallery.getByRole('region', { name: 'Things for mutt' });
      const dog = found.getByRole('button', { name: 'dog', exact: true });
      await dog.waitFor();
      await panel.page.keyboard.press('ArrowDown');
      await dog.locator('canvas').waitFor(); // its clip
      await panel.page.keyboard.press('Enter');
      await gallery.waitFor({ state: 'detached' });
      await panel.button('Insert').waitFor();
      assert.equal(await prompt.inputValue(), 'dog');
      assert.ok(await prompt.evaluate((field) => field === document.activeElement));
    });
  });

  test('closes with Esc, and what is being drawn goes on', async () => {
    await play(async (panel) => {
      const { prompt, gallery } = partsOf(panel);
      await panel.open();
      await prompt.fill('a cat and a dog and a rocket and a tree');
      await prompt.press('Enter');
      await panel.ui.getByRole('progressbar').waitFor();
      await panel.button('Browse all things').press('Enter');
      await gallery.waitFor();
      await panel.page.keyboard.press('Escape');
      await gallery.waitFor({ state: 'detached' });
      await panel.button('Insert').waitFor();
    });
  });
});

describe('ideas', () => {
  test('begin with what the selected layer is called', async () => {
    await play(async (panel) => {
      await panel.canvas.add({ type: 'RECTANGLE', name: 'Coffee', width: 80, height: 80 });
      await panel.open();
      const first = panel.ui.getByRole('list', { name: 'Ideas' }).getByRole('button').first();
      await first.filter({ hasText: 'coffee' }).waitFor();
      await first.press('Enter');
      await panel.button('Insert').waitFor();
      assert.equal(await panel.prompt.inputValue(), 'coffee');
    });
  });

  test('come from the dice, too, and what is left of the limit is told', async () => {
    await play(async (panel) => {
      const { prompt, reading } = partsOf(panel);
      await panel.open();
      const dice = panel.button('Any idea');
      await dice.click({ trial: true }); // it is enabled once the reader has said what there is
      await tabTo(panel, dice);
      await dice.press('Enter');
      await chipsIn(reading).first().waitFor();
      assert.notEqual(await prompt.inputValue(), '');
      await prompt.fill('a cat '.repeat(30));
      await panel.ui.getByText('180/200').waitFor();
    });
  });

  test('are in the help, which F1 opens wherever the focus is, and each of them is drawn', async () => {
    await play(async (panel) => {
      const { prompt, ui, page } = panel;
      await panel.open();
      await panel.button('How to say it, and which keys there are').waitFor();
      await prompt.press('F1');
      const first = ui.locator('.tries button').first();
      const asked = await first.textContent();
      assert.equal(
        await ui.locator('#help summary').evaluate((one) => one.matches(':focus')),
        true,
      );
      await tabTo(panel, first);
      await page.keyboard.press('Enter');
      await panel.button('Insert').waitFor();
      assert.equal(await prompt.inputValue(), asked);
      assert.ok(await prompt.isVisible());
      assert.ok(
        await ui.locator('.asking').evaluate((one) => one.getBoundingClientRect().top >= 0),
      );
    });
  });
});
