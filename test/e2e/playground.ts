/** The built plugin on the stand-in host's page, in a real browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Colours, Editor, HostDocument, NodeRecord } from '../tools/host/document';
import type { Run } from '../tools/host/host';
import type { Stack } from '../tools/host/stacks';
import { decodeGif, type Gif } from './gif';

declare global {
  interface Window {
    playground: { document: HostDocument; run: Run | null }; // as test/tools/host/page/main.tsx puts it there
  }
}

export const PATIENCE = 120_000; // ms: a busy machine draws slowly, and no test is about speed

export type Panel = Awaited<ReturnType<typeof openPlayground>>;

/**
 * A fresh page; `requests` are all that left it after the plugin's files were read.
 *
 * @param home what else it may reach: the address that serves a hosted panel
 */
export async function openPlayground(
  browser: Browser,
  url: string,
  stack: Stack,
  editor?: Editor,
  home = url,
) {
  const context = await browser.newContext({ viewport: { width: 1300, height: 850 } });
  context.setDefaultTimeout(PATIENCE);
  const requests = await guard(context, [url, home]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(url);
  await page.getByLabel('Frame').selectOption(stack);
  if (editor) await page.getByLabel('Editor').selectOption(editor);
  const ui = page.frameLocator('iframe[title=FlashVideo]');
  const canvas = createCanvas(page);

  return {
    page,
    ui,
    canvas,
    requests,
    errors,
    close: () => context.close(),
    prompt: ui.getByLabel('What to animate'),
    button: (name: string) => ui.getByRole('button', { name, exact: true }),
    command: (name: string) => page.getByRole('button', { name, exact: true }).click(),

    /** The plugin's newest notification, on show or not. */
    lastToast: () => page.evaluate(() => window.playground.run?.toasts.at(-1)),

    /** Opens the panel and waits until the engine is ready. */
    async open(): Promise<void> {
      await page.getByRole('button', { name: 'Generate GIF…' }).click();
      await ui.getByText(/^Runs on/).waitFor({ state: 'attached' }); // in a corner that is closed at first
    },

    /** Makes the panel's window another size, and its text larger or smaller. */
    async resize({ width, height, text }: { width?: number; height?: number; text?: number }) {
      await page.locator('iframe[title=FlashVideo]').evaluate(
        (frame, size) => {
          const { style } = frame.parentElement!;
          if (size.width) style.width = `${size.width}px`;
          if (size.height) style.height = `${size.height}px`;
          if (size.height) frame.style.height = `${size.height}px`;
        },
        { width, height },
      );
      await ui.locator('html').evaluate((html, percent) => {
        if (percent) html.style.fontSize = `${percent}%`;
        return new Promise(requestAnimationFrame);
      }, text);
    },

    /** What the panel shows from now on while it draws: a clip can be over before a look from here. */
    async watchDrawing() {
      const seen = await ui.locator('body').evaluateHandle((body) => {
        const seen = { percents: [] as number[], keyFrames: 0 };
        new MutationObserver(() => {
          const percent = body.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow');
          if (percent && Number(percent) !== seen.percents.at(-1))
            seen.percents.push(Number(percent));
          if (body.querySelector('[aria-label="The newest key frame"]')) seen.keyFrames += 1;
        }).observe(body, { attributes: true, childList: true, subtree: true });
        return seen;
      });
      return () => seen.jsonValue();
    },

    /** Types the prompt, presses Enter and waits for the clip. */
    async generate(prompt: string): Promise<void> {
      await ui.getByLabel('What to animate').fill(prompt);
      await ui.getByLabel('What to animate').press('Enter');
      await ui.getByRole('button', { name: /^(Insert|Update layer)$/ }).waitFor();
    },
  };
}

/** What the canvas holds, read from the host's document. */
function createCanvas(page: Page) {
  const newest = () =>
    page.evaluate(() => {
      const { nodes, selection } = window.playground.document.state();
      return nodes[selection[0] ?? ''] ?? null;
    });
  const gifOf = async (node: NodeRecord): Promise<Gif> => {
    const images = Array.isArray(node.fills) ? node.fills.flatMap(hashOf) : [];
    const hash = node.media ?? images[0] ?? '';
    const bytes = await page.evaluate(
      (name) => [...(window.playground.document.images.get(name) ?? [])],
      hash,
    );
    return decodeGif(Uint8Array.from(bytes));
  };
  return {
    gifOf,
    /** The selected layer, once there is one. */
    async selected(): Promise<NodeRecord> {
      await page.waitForFunction(() => window.playground.document.state().selection.length > 0);
      return (await newest()) as NodeRecord;
    },
    add: (spec: Partial<NodeRecord> & { type: string }) =>
      page.evaluate((one) => {
        const { document } = window.playground;
        const id = document.add(one);
        document.select([id]);
        document.commitUndo();
        return id;
      }, spec),
    /** Gives the file colour styles and variables. */
    name: (colours: Partial<Colours>) =>
      page.evaluate((all) => {
        Object.assign(window.playground.document.colours, all);
      }, colours),
    node: (id: string) =>
      page.evaluate((one) => window.playground.document.state().nodes[one] ?? null, id),
    count: () => page.evaluate(() => Object.keys(window.playground.document.state().nodes).length),
  };
}

const hashOf = (paint: { type: string; imageHash?: string | null }) =>
  paint.type === 'IMAGE' && paint.imageHash ? [paint.imageHash] : [];

/** Lets the page read what lies below some addresses and nothing else; answers with what it tried besides. */
async function guard(context: BrowserContext, addresses: string[]): Promise<string[]> {
  const strangers: string[] = [];
  await context.route('**/*', (route) => {
    const to = route.request().url();
    if (addresses.some((address) => to.startsWith(address))) return route.continue();
    strangers.push(to);
    return route.abort();
  });
  return strangers;
}
