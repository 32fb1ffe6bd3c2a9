/** The frames of any clip, from the cache or from its source. */
import { basename, dirname } from 'node:path';
import { readPictures } from '../sources';
import { launchBrowser } from './browser';
import { cachedDrawing, cachedEmoji } from './cache';
import { sampleDrawing, versionOf } from './drawings';
import { fetchAnimations, sampleAnimation } from './emoji';
import { openStudio } from './studio';

/** Fetches the animated emoji (730 MB, once); a browser is launched for the first drawing that is not in the cache. */
export async function openSampler() {
  const animations = await fetchAnimations();
  const codePoints = readPictures().hex;
  let browser: ReturnType<typeof launchBrowser> | undefined;
  let studio: ReturnType<typeof openStudio> | undefined;

  async function draw(drawing: string) {
    browser ??= launchBrowser();
    studio ??= browser.then(openStudio);
    return sampleDrawing(drawing, await studio);
  }

  return {
    /**
     * @returns 16 frames over one loop, straight RGBA [192, 192, 4], the first one whole, or why the clip is left out
     * @throws when there is no such animation
     */
    async sample(
      { drawing }: { drawing?: string },
      { name, icon }: { name: string; icon: string },
    ): Promise<Uint8Array[] | string> {
      if (drawing !== undefined)
        return cachedDrawing(`${drawing} ${versionOf(drawing)}`, () => draw(drawing));
      const file = animations.get(codePoints.get(icon) ?? '');
      if (!file) throw new Error(`There should be an animation of “${name}”, and there is none.`);
      return cachedEmoji(basename(dirname(dirname(file))) + basename(file), () =>
        sampleAnimation(file),
      );
    },
    close: async () => (await browser)?.close(),
  };
}
