/** The built panel with a clip in it and its menu open, as a picture. */
import { launch } from '../../e2e/browser';
import { openPlayground } from '../../e2e/playground';
import { serve } from '../host/serve';

/** @returns a PNG of `dist/ui.html` in the stand-in host */
export async function panelPicture(prompt: string): Promise<Uint8Array> {
  const [browser, host] = await Promise.all([launch(), serve(0)]);
  try {
    const panel = await openPlayground(browser, host.url, 'srcdoc');
    await panel.open();
    await panel.generate(prompt);
    await panel.button('Other formats').click();
    return await panel.page.locator('iframe[title=FlashVideo]').screenshot();
  } finally {
    await browser.close();
    host.close();
  }
}
