/** The built plugin in a real browser, as a designer uses it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { STACKS } from '../tools/host/stacks';
import { findBrowser } from './browser';
import { difference } from './gif';
import { openTheatre } from './theatre';

const PROMPT = 'a rocket bouncing';
const SLOW = 'a burning fire, snow falling, rain falling and a comet alive'; // to be cancelled, or to crash

const play = openTheatre();

describe('the main job', () => {
  for (const stack of ['data', 'srcdoc'] as const) {
    test(`in the ${stack} frame a prompt becomes a looping GIF on the canvas`, async () => {
      await play(stack, async ({ canvas, page, prompt, button, open, watchDrawing }) => {
        await open();
        const shown = await watchDrawing();
        await prompt.fill(PROMPT);
        await prompt.press('Enter');
        await button('Insert').click();
        const { percents, keyFrames } = await shown();
        assert.ok(percents.length > 4 && percents.every((one, i) => one >= (percents[i - 1] ?? 0)));
        assert.ok(keyFrames > 0);
        const layer = await canvas.selected();
        const { name, pluginData, relaunch, width, height } = layer;
        assert.deepEqual([name, width, height], [PROMPT, 256, 256]);
        assert.equal(JSON.parse(pluginData.request ?? '').prompt, PROMPT);
        assert.deepEqual(Object.keys(relaunch), ['regenerate', 'edit']);

        const gif = await canvas.gifOf(layer);
        assert.deepEqual([gif.width, gif.height, gif.loops], [256, 256, 0]);
        assert.equal(gif.frames.length, 16);
        assert.equal(
          gif.delays.reduce((sum, delay) => sum + delay, 0),
          133, // 16 frames at 12 a second
        );
        const picture = page.locator(`[data-layer="${layer.id}"] img`);
        await picture.evaluate((image: HTMLImageElement) => image.decode()); // the browser reads it too

        await page.getByRole('button', { name: 'Undo' }).click();
        assert.equal(await canvas.node(layer.id), null);
      });
    });
  }

  test('the frame has no network, even when it asks for it', async () => {
    await play('srcdoc', async ({ page, open }) => {
      await open();
      const frame = page.frames().find((one) => one !== page.mainFrame());
      const asked = await frame?.evaluate(async () => {
        const reasons: string[] = [];
        addEventListener('securitypolicyviolation', (event) => {
          reasons.push(event.effectiveDirective);
        });
        await fetch('https://example.com').catch(() => {});
        new Image().src = 'https://example.com/a.png';
        await new Promise((resolve) => setTimeout(resolve, 100));
        return reasons;
      });
      assert.deepEqual(asked, ['connect-src', 'img-src']);
    });
  });

  for (const stack of STACKS.filter((one) => one.endsWith('no-blob'))) {
    test(`the worker starts in the ${stack} frame`, () => play(stack, ({ open }) => open()));
  }
});

test('a browser that is not there is told in a sentence', () => {
  const sentence = /^CHROME_PATH names \/nowhere\/chrome, which does not exist\.$/;
  assert.throws(
    () => findBrowser({ CHROME_PATH: '/nowhere/chrome' }),
    ({ message }: Error) => sentence.test(message),
  );
});

describe('cancelling', () => {
  test('ends the clip, leaves the panel as it was, and the next clip is whole', async () => {
    await play('data', async ({ ui, canvas, page, prompt, button, open, generate }) => {
      await open();
      await prompt.fill(SLOW);
      await prompt.press('Enter');
      await ui.getByRole('img', { name: 'The newest key frame' }).waitFor();
      await prompt.press('Escape');
      await ui.getByRole('progressbar').waitFor({ state: 'detached' });
      assert.equal(await button('Insert').count(), 0);
      assert.equal(await canvas.count(), 1); // the page itself
      await generate(PROMPT);
      await button('Insert').click();
      assert.equal((await canvas.gifOf(await canvas.selected())).frames.length, 16);
      assert.equal(page.workers().length, 2); // the warm one and the reader's, not a third
    });
  });
});

describe('a crash', () => {
  test('of the worker shows a sentence, and Generate starts a fresh one', async () => {
    await play('data', async ({ ui, canvas, page, prompt, button, open, generate }) => {
      await open();
      await prompt.fill(SLOW);
      await prompt.press('Enter');
      await ui.getByRole('progressbar').waitFor();
      const [, worker] = page.workers(); // the reader's starts first
      await worker?.evaluate(() => {
        setTimeout(() => {
          throw new Error('out of memory');
        });
      });
      await ui
        .getByRole('alert')
        .getByText(/stopped unexpectedly.+out of memory/)
        .waitFor();
      await generate(PROMPT);
      await button('Insert').click();
      assert.equal((await canvas.gifOf(await canvas.selected())).frames.length, 16);
    });
  });
});

describe('from the layer and from quick actions', () => {
  test('quick generate, regenerate and edit work without a panel or with the layer’s prompt', async () => {
    await play('srcdoc', async (panel) => {
      const { page, ui, canvas, prompt, button, command, generate, lastToast } = panel;
      await page.getByLabel('Prompt').fill(PROMPT);
      await command('Quick generate');
      await page.getByRole('status').getByText('Drawing “a rocket bouncing”…').waitFor();
      await page.waitForFunction(() => window.playground.run?.open === false);
      assert.match((await lastToast())?.message ?? '', /^Added a new layer in the middle/);
      const first = await canvas.selected();
      const firstGif = await canvas.gifOf(first);

      await command('Regenerate');
      await page.getByRole('status').getByText('anew…').waitFor();
      await page.waitForFunction(() => window.playground.run?.open === false);
      const second = await canvas.selected();
      assert.equal(second.id, first.id);
      assert.deepEqual(JSON.parse(second.pluginData.request ?? '').shape, { style: 'outline' });
      const secondGif = await canvas.gifOf(second);
      assert.ok(difference(secondGif.frames[0]!, firstGif.frames[0]!) > 10); // it can be seen

      await command('Edit prompt');
      await ui.getByText(/^Runs on/).waitFor({ state: 'attached' });
      assert.equal(await prompt.inputValue(), PROMPT);
      await generate('a cat floating');
      await button('Update layer').click();
      await ui.locator('.good').getByText('Replaced the clip of “').waitFor();
      const third = await canvas.node(first.id);
      assert.equal(third?.name, 'a cat floating');
    });
  });

  test('quick generate with words that mean nothing says so and ends', async () => {
    await play('data', async ({ page, canvas, command, lastToast }) => {
      await page.getByLabel('Prompt').fill('qqxzzy');
      await command('Quick generate');
      await page.waitForFunction(() => window.playground.run?.open === false);
      const { message, error } = (await lastToast()) ?? {};
      assert.match(message ?? '', /^FlashVideo does not know how to draw “qqxzzy”\./);
      assert.equal(error, true);
      assert.equal(await canvas.count(), 1);
    });
  });
});

describe('words that are not drawn as typed', () => {
  test('are told, and underlined where they stand however the field is edited and scrolled', async () => {
    await play('data', async ({ ui, prompt, open, generate }) => {
      await open();
      await generate('a cute rokcet bouncing');
      await ui.getByText('“rokcet” was read as “rocket”.', { exact: true }).waitFor();
      await ui.getByText('Not drawn: cute.', { exact: true }).waitFor();
      const underlined = () => ui.locator('.marks u').allTextContents();
      assert.deepEqual(await underlined(), ['cute', 'rokcet']);

      await prompt.press('Home');
      await prompt.pressSequentially('this is more than the field can show at a time: ');
      await prompt.press('End');
      await ui.locator('.marks u', { hasText: 'than' }).waitFor(); // it is read meanwhile
      const scrolled = await prompt.evaluate(async (field) => {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return [field.scrollLeft, field.parentElement?.querySelector('.marks')?.scrollLeft ?? 0];
      });
      assert.ok(scrolled[0]! > 0 && Math.abs(scrolled[0]! - scrolled[1]!) <= 1, `${scrolled}`);
      assert.deepEqual(await underlined(), ['than'], 'while it is edited, what nobody knows');

      await prompt.fill('a rocket bouncing');
      await ui.locator('.marks u').first().waitFor({ state: 'detached' });
    });
  });
});

describe('the selection and the editors', () => {
  test('several shapes get clips of their own aspects with one insertion', async () => {
    await play('data', async ({ page, ui, canvas, button, open, generate }) => {
      await open();
      const card = await canvas.add({ type: 'RECTANGLE', width: 160, height: 120 });
      const story = await canvas.add({ type: 'RECTANGLE', x: 200, width: 72, height: 128 });
      await page.evaluate((ids) => window.playground.document.select(ids), [card, story]);
      await ui.getByRole('radio', { name: 'Fill selection' }).check();
      await ui.getByText('px and 1 more').waitFor();
      await generate(PROMPT);
      await button('Insert').click();
      await ui.locator('.good').getByText('Filled 2 layers.').waitFor();
      for (const id of [card, story]) {
        const layer = await canvas.node(id);
        assert.ok(layer && Array.isArray(layer.fills));
        const gif = await canvas.gifOf(layer);
        assert.deepEqual([gif.width, gif.height], [layer.width, layer.height]);
        const picture = layer.fills.find((paint) => paint.type === 'IMAGE');
        assert.equal(picture?.scaleMode, 'FILL');
      }
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.deepEqual((await canvas.node(story))?.pluginData, {});
    });
  });

  test('exactly what is typed is the canvas, the length and the rate', async () => {
    await play('data', async ({ ui, canvas, button, open, generate }) => {
      await open();
      await ui.getByLabel('Canvas').selectOption({ label: 'Banner 16:9 · 480 × 270' });
      await ui.getByLabel('Width in pixels').fill('90');
      await ui.getByLabel('Height in pixels').fill('40');
      await ui.getByLabel('Length of the loop').fill('0.5');
      await ui.getByLabel('Frames a second').selectOption('20');
      await generate(PROMPT);
      await button('Insert').click();
      const gif = await canvas.gifOf(await canvas.selected());
      assert.deepEqual([gif.width, gif.height], [90, 40]);
      const length = gif.delays.reduce((sum, delay) => sum + delay, 0);
      assert.equal(length, 50); // hundredths of a second
    });
  });

  test('no row of settings is wider than the panel, however narrow that is', async () => {
    await play('data', async ({ page, ui, canvas, open }) => {
      await open();
      await canvas.add({ type: 'RECTANGLE' });
      await ui.getByRole('radio', { name: 'Fill selection' }).check(); // which brings the choice of sharpness
      await ui.getByLabel('Sharpness').waitFor();
      for (const width of [320, 240]) {
        await page.locator('iframe').evaluate((frame, px) => {
          frame.parentElement?.style.setProperty('width', `${px}px`);
        }, width);
        await ui.locator('body').evaluate(() => new Promise(requestAnimationFrame));
        const wide = await ui.locator('.body').evaluate((body) => {
          const edge = body.clientWidth - Number.parseFloat(getComputedStyle(body).paddingRight);
          return [...body.querySelectorAll('.row *')]
            .filter((one) => one.getBoundingClientRect().right > edge + 0.5)
            .map(({ outerHTML }) => outerHTML.slice(0, 80));
        });
        assert.deepEqual(wide, [], `at ${width} px`);
      }
    });
  });

  test('a selected shape is filled, and a read-only file is told in the panel', async () => {
    await play('data', async ({ page, ui, canvas, button, open, generate }) => {
      await open();
      const shape = await canvas.add({ type: 'ELLIPSE' });
      await ui.getByRole('radio', { name: 'Fill selection' }).check();
      await generate(PROMPT);
      await ui.getByText('Insert fills “Ellipse 1”.').waitFor();
      await page.getByLabel('file is read-only').check();
      await button('Insert').click();
      await ui.getByRole('alert').getByText('This file can only be viewed').waitFor();
      await page.getByLabel('file is read-only').uncheck();
      await button('Insert').click();
      await ui.locator('.good').getByText('Filled “Ellipse 1”.').waitFor();
      const filled = await canvas.node(shape);
      assert.equal(filled?.name, 'Ellipse 1', 'its own name stays');
      assert.equal(await canvas.count(), 2);
    });
  });

  test('FigJam gets a media layer that plays', async () => {
    await play(
      'srcdoc',
      async ({ canvas, button, open, generate }) => {
        await open();
        await generate(PROMPT);
        await button('Insert').click();
        const layer = await canvas.selected();
        assert.equal(layer.type, 'MEDIA');
        assert.equal((await canvas.gifOf(layer)).frames.length, 16);
      },
      'figjam',
    );
  });

  test('the panel follows the theme while it is open', async () => {
    await play('data', async ({ page, ui, open }) => {
      await open();
      const ground = () =>
        ui.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
      const light = await ground();
      await page.getByLabel('Theme').selectOption('dark');
      await ui.locator('html.figma-dark').waitFor();
      assert.deepEqual([light, await ground()], ['rgb(255, 255, 255)', 'rgb(44, 44, 44)']);
    });
  });
});
