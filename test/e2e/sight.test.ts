/** That everybody can use the panel: whatever its theme, its width and the size of its text, docked as Buzz docks it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Panel } from './playground';
import { faults, misfits } from './sight';
import { openTheatre } from './theatre';

const PROMPT = 'a rocket bouncing';
const SLOW = 'a fire and a cat and a dog and a ghost'; // enough to be seen working

/** Width of the panel in px, and of its text in % of the usual. */
const SIZES = [
  [240, 100],
  [600, 100],
  [240, 200],
  [320, 200],
  [600, 200],
] as const;

const theatre = openTheatre();
const play = (act: (panel: Panel) => Promise<void>) =>
  theatre(
    'data',
    async (panel) => {
      await panel.open();
      await act(panel);
    },
    'buzz',
  );

const edgeOf = (one: Locator) => one.evaluate((element) => element.getBoundingClientRect().top);

describe('everybody', () => {
  test('finds no fault in any state, on light and dark, and nothing jumps while it works', async () => {
    await play(async (panel) => {
      const { ui, page, prompt, button } = panel;
      const found: string[] = [];
      const look = async (state: string) => {
        for (const theme of ['light', 'dark']) {
          await page.getByLabel('Theme').selectOption(theme);
          await ui.locator(`html.figma-${theme}`).waitFor();
          found.push(...(await faults(panel, `${state}, ${theme}`)));
        }
      };
      await look('empty');
      await prompt.fill(SLOW);
      await ui.locator('.token', { hasText: 'ghost' }).waitFor();
      const places = () =>
        Promise.all([ui.locator('.takes'), ui.locator('.footer')].map((one) => edgeOf(one)));
      const still = await places();
      await prompt.press('Enter');
      await ui.getByRole('img', { name: 'The newest key frame' }).waitFor();
      assert.deepEqual(await places(), still);
      await look('working');
      await button('Insert').waitFor();
      assert.deepEqual(await places(), still);
      await look('made');
      await ui.getByText('History', { exact: true }).click();
      await ui.getByText('About this run', { exact: true }).click();
      await look('history and run');
      await prompt.fill('a qqxzzy');
      await prompt.press('Enter');
      await ui.locator('.unknown, .bad').first().waitFor();
      assert.equal(await button('Insert').count(), 0); // the clip before is not its own
      await look('unknown words');
      assert.deepEqual(found, []);
    });
  });

  test('has the next step in sight in narrow and low windows and with large text', async () => {
    await play(async (panel) => {
      const { ui, button, generate, resize } = panel;
      await generate(PROMPT);
      for (const size of [
        { width: 240, height: 664 },
        { width: 600, height: 664 },
        { width: 320, height: 340 },
        { width: 160, height: 332 }, // 320 by 664 at a zoom of 200 %
        { width: 320, height: 664, text: 200 },
      ]) {
        await resize(size);
        const { bottom, right, wide } = await ui.locator('body').evaluate((body) => {
          const box = body.querySelector('.footer .primary')!.getBoundingClientRect();
          const shown = body.querySelector('.body')!;
          const beyond = [...body.querySelectorAll('.row *, .deck *, .tools *, .places *')].filter(
            (one) => one.getBoundingClientRect().right > innerWidth + 0.5,
          );
          return {
            bottom: innerHeight - box.bottom,
            right: innerWidth - box.right,
            wide: [shown.scrollWidth - shown.clientWidth, ...beyond.map((one) => one.outerHTML)],
          };
        });
        const at = JSON.stringify(size);
        assert.ok(bottom >= 0 && right >= 0, `${at}: ${bottom} and ${right} px`);
        assert.deepEqual(wide, [0], at);
      }
      assert.equal(await button('Insert').isEnabled(), true);
    });
  });

  test('has swatches, the picker and the digits of a colour in one line, at every width', async () => {
    await play(async ({ ui, resize }) => {
      const digits = ui.getByLabel('Background colour as hex');
      const picker = ui.getByLabel('Background: A colour of your own');
      const linesAt = async (width: number) => {
        await resize({ width });
        return ui.locator('.colours').evaluateAll((rows) =>
          rows.map((row) => {
            const middles = [...row.children].map((one) => {
              const { top, bottom } = one.getBoundingClientRect();
              return Math.round((top + bottom) / 2);
            });
            return Math.max(...middles) - Math.min(...middles) > 2 ? 2 : 1;
          }),
        );
      };
      for (const width of [240, 320, 600])
        assert.deepEqual(await linesAt(width), [1, 1], `${width}`);
      await picker.fill('#a1b2c3'); // which is offered again, in the last place
      await ui.getByLabel('Used before: #a1b2c3').first().waitFor();
      assert.equal(await digits.inputValue(), 'A1B2C3');
      for (const width of [240, 320, 600])
        assert.deepEqual(await linesAt(width), [1, 1], `${width}`);
    });
  });

  test('sees every state whole from 240 to 600 px, and with text twice as large', async () => {
    await play(async (panel) => {
      const { ui, page, canvas, prompt, button, resize } = panel;
      const found: string[] = [];
      const nothing = async () => {};
      const leave = () => page.keyboard.press('Escape');
      const look = async (
        state: string,
        show: () => Promise<unknown> = nothing,
        hide = nothing,
      ) => {
        for (const [width, text] of SIZES) {
          await resize({ width, height: 720, text });
          await show();
          const at = `${state} at ${width} px, ${text} %`;
          found.push(...(await misfits(panel, at)));
          if (width < 600) found.push(...(await faults(panel, at)));
          await hide();
        }
      };
      await look('empty');
      const typed = 'a blue zzgrk cat bouncing st';
      const list = ui.locator('.options [role=option]').first();
      await look(
        'typing',
        async () => {
          await prompt.fill('');
          await prompt.pressSequentially(typed);
          await list.waitFor();
        },
        leave,
      );
      const tile = ui.locator('.tile').first();
      const browse = () => button('Browse all things').click();
      await look('gallery', () => browse().then(() => tile.waitFor()), leave);
      await panel.generate('a rockt bouncing');
      await look('made');
      await look('formats', () => button('Other formats').click(), leave);
      await button('Four takes').click();
      await button('More like this').and(ui.locator(':enabled')).waitFor();
      for (const name of ['History', 'About this run', 'Help'])
        await ui.getByText(name, { exact: true }).click();
      await look('takes and history');
      const solid = { type: 'SOLID' as const, color: { r: 1, g: 0.45, b: 0.36 } };
      await canvas.name({ styles: [{ name: 'Brand/Campaign of spring/Coral', paints: [solid] }] });
      await canvas.add({
        type: 'RECTANGLE',
        name: 'icon/heart/filled/a long name',
        fills: [solid],
      });
      const swatch = ui.locator('.book [role=option]').first();
      const colours = () => button('Tint: Colours of the document').click();
      await look('colours', () => colours().then(() => swatch.waitFor()), leave);
      await prompt.fill('a qqxzzy');
      await prompt.press('Enter');
      await ui.locator('.unknown, .bad').first().waitFor();
      await look('unknown words');
      await button('Fill from names…').click();
      await ui.getByLabel(/^Prompt for/).waitFor();
      await look('filling');
      await button('Back to the prompt').click();
      await button('Skeleton…').click();
      await look('skeleton of nothing');
      const card = await canvas.add({ type: 'FRAME', name: 'Card', width: 320, height: 200 });
      await canvas.add({ parent: card, type: 'RECTANGLE', x: 16, y: 20, width: 288, height: 64 });
      await page.evaluate((id) => window.playground.document.select([id]), card);
      await button('Of the selection').click();
      await ui.getByRole('img', { name: 'Skeleton of Card' }).waitFor();
      await look('skeleton');
      assert.deepEqual(found, []);
    });
  });
});
