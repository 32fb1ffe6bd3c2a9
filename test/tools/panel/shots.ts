/**
 * Pictures of the panel in each of its states, as docs/panel/ shows them: light, dark, narrow, with text twice
 * as large. Run it after a build: `npm run shots`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { launch } from '../../e2e/browser';
import { openPlayground, type Panel } from '../../e2e/playground';
import { serve } from '../host/serve';

const FOLDER = new URL('../../../docs/panel/', import.meta.url);
const COLOURS = 64; // of a palette: a screenshot of flat colours needs no more

interface Shot {
  name: string;
  theme?: 'light' | 'dark';
  width?: number; // px
  height?: number; // px
  text?: number; // % of the usual size
  act: (panel: Panel) => Promise<unknown>;
}

const PROMPT = 'a rocket bouncing';

const made = ({ generate }: Panel) => generate(PROMPT);
const scrolled = (name: string) => async (panel: Panel) => {
  await made(panel);
  const summary = panel.ui.getByText(name, { exact: true });
  await summary.click();
  await summary.evaluate((one) => one.closest('details')?.scrollIntoView({ block: 'start' }));
};

const SHOTS: Shot[] = [
  { name: 'empty', act: async () => {} },
  { name: 'empty-dark', theme: 'dark', act: async () => {} },
  {
    name: 'working',
    act: async ({ prompt, ui }) => {
      await prompt.fill('a fire and a cat and a dog and a ghost'); // slow enough to be seen
      await prompt.press('Enter');
      await ui.getByRole('img', { name: 'The newest key frame' }).waitFor();
    },
  },
  { name: 'made', act: made },
  { name: 'made-dark', theme: 'dark', act: made },
  {
    name: 'takes',
    act: async (panel) => {
      await panel.generate('a cat');
      await panel.button('Four takes').click();
      await panel.button('More like this').and(panel.ui.locator(':enabled')).waitFor();
    },
  },
  {
    name: 'unknown-words',
    act: async ({ prompt, ui }) => {
      await prompt.fill('a rockt wearing a qqxzzy');
      await prompt.press('Enter');
      await ui.locator('.unknown, .bad').first().waitFor();
    },
  },
  { name: 'history', act: scrolled('History') },
  { name: 'about', act: scrolled('About this run') },
  {
    name: 'fill',
    act: async (panel) => {
      await panel.canvas.add({ type: 'RECTANGLE', name: 'Card', width: 160, height: 120 });
      await made(panel);
      await panel.ui.getByRole('radio', { name: 'Fill selection' }).check();
    },
  },
  {
    name: 'colours',
    act: async (panel) => {
      const colour = (r: number, g: number, b: number) => ({ r, g, b });
      const solid = (color: ReturnType<typeof colour>) => ({ type: 'SOLID' as const, color });
      await panel.canvas.name({
        styles: [{ name: 'Brand/Coral', paints: [solid(colour(1, 0.45, 0.36))] }],
        collections: [{ id: 'theme', defaultModeId: 'light' }],
        variables: [
          ['text/primary', colour(0.12, 0.12, 0.12)],
          ['surface/raised', colour(0.95, 0.96, 1)],
          ['accent', colour(0.48, 0.36, 1)],
        ].map(([name, value]) => ({
          id: `${name}`,
          name: `${name}`,
          collection: 'theme',
          values: { light: { ...(value as ReturnType<typeof colour>), a: 1 } },
        })),
      });
      const fills = [solid(colour(0.1, 0.74, 0.61))];
      await panel.canvas.add({ type: 'RECTANGLE', name: 'Card', width: 160, height: 120, fills });
      await made(panel);
      await panel.button('Tint: Colours of the document').click();
      await panel.ui.locator('.book [role=option]').first().waitFor();
    },
  },
  { name: 'narrow', width: 240, act: made },
  { name: 'narrow-dark', width: 240, theme: 'dark', act: made },
  { name: 'wide', width: 600, act: made },
  { name: 'low', height: 340, act: made },
  { name: 'text-200', text: 200, act: made },
];

const only = process.argv.slice(2);
const browser = await launch();
const host = await serve(0);
await mkdir(FOLDER, { recursive: true });
try {
  for (const shot of SHOTS.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const panel = await openPlayground(browser, host.url, 'data');
    await panel.page.getByLabel('Theme').selectOption(shot.theme ?? 'light');
    await panel.open();
    await panel.resize(shot);
    await shot.act(panel);
    const png = await panel.page.locator('iframe[title=FlashVideo]').screenshot();
    const small = await sharp(png).png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer();
    await writeFile(new URL(`${shot.name}.png`, FOLDER), small);
    console.log(`${shot.name}.png, ${Math.ceil(small.length / 1000)} KB`);
    await panel.close();
  }
} finally {
  await browser.close();
  host.close();
}
