/** A headless Chromium that draws frames of animated SVG: libraries that read SMIL at a given time do not exist. */
import type { Browser } from 'playwright-core';
import sharp from 'sharp';

export type Studio = Awaited<ReturnType<typeof openStudio>>;

/** @param browser stays open: whoever launched it closes it */
export async function openStudio(browser: Browser) {
  const page = await browser.newPage();
  await page.setContent('<style>body { margin: 0 }</style>');

  /** One picture of all frames in a grid, and its tiles. */
  async function shoot(count: number, edge: number): Promise<Uint8Array[]> {
    const columns = Math.ceil(Math.sqrt(count));
    const size = { width: columns * edge, height: Math.ceil(count / columns) * edge };
    await page.setViewportSize(size);
    const png = await page.screenshot({ omitBackground: true });
    const all = await sharp(png).ensureAlpha().raw().toBuffer();
    return Array.from({ length: count }, (_, index) => {
      const [left, top] = [(index % columns) * edge, Math.floor(index / columns) * edge];
      const tile = new Uint8Array(edge * edge * 4);
      for (let y = 0; y < edge; y++) {
        const from = ((top + y) * size.width + left) * 4;
        tile.set(all.subarray(from, from + edge * 4), y * edge * 4);
      }
      return tile;
    });
  }

  /** Copies of the drawing in a grid, each in a shadow tree, so that the names in it are its own. */
  const lay = (svg: string, count: number, edge: number) =>
    page.evaluate(
      ({ svg, count, edge }) => {
        const columns = Math.ceil(Math.sqrt(count));
        document.body.replaceChildren(
          ...Array.from({ length: count }, (_, index) => {
            const cell = document.createElement('div');
            const [left, top] = [(index % columns) * edge, Math.floor(index / columns) * edge];
            cell.style.cssText = `position:absolute;left:${left}px;top:${top}px;width:${edge}px;height:${edge}px`;
            cell.attachShadow({ mode: 'open' }).innerHTML = svg;
            const root = cell.shadowRoot!.querySelector('svg')!;
            root.setAttribute('width', `${edge}`);
            root.setAttribute('height', `${edge}`);
            root.style.display = 'block';
            return cell;
          }),
        );
      },
      { svg, count, edge },
    );

  return {
    /**
     * @param times ms
     * @returns straight RGBA [edge, edge, 4] each
     */
    async frames(svg: string, times: number[], edge: number): Promise<Uint8Array[]> {
      await lay(svg, times.length, edge);
      await page.evaluate((times) => {
        for (const [index, cell] of [...document.body.children].entries()) {
          const root = cell.shadowRoot!.querySelector('svg')!;
          root.pauseAnimations();
          root.setCurrentTime(times[index]! / 1000);
        }
      }, times);
      return shoot(times.length, edge);
    },

    /**
     * @param parts of its strokes that are drawn, 0 to 1
     * @returns straight RGBA [edge, edge, 4] each
     */
    async strokes(svg: string, parts: number[], edge: number): Promise<Uint8Array[]> {
      await lay(svg, parts.length, edge);
      await page.evaluate((parts) => {
        for (const [index, cell] of [...document.body.children].entries()) {
          if (parts[index]! >= 1) continue;
          for (const path of cell.shadowRoot!.querySelectorAll('path')) {
            path.setAttribute('pathLength', '1');
            path.style.strokeDasharray = '1 2';
            path.style.strokeDashoffset = `${1 - parts[index]!}`;
          }
        }
      }, parts);
      return shoot(parts.length, edge);
    },
  };
}
