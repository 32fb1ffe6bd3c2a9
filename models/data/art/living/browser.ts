/** The browser that draws animated SVG. */
import { type Browser, chromium } from 'playwright-core';

const BROWSER = process.env.CHROME_PATH ?? '/usr/bin/chromium';

/** @throws when there is none, a sentence that says what to install */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: BROWSER }).catch((error: Error) => {
    const [why] = error.message.split('\n');
    throw new Error(
      `${BROWSER} should draw animated SVG, and does not start (${why}). Install Chromium ` +
        '(Debian: apt-get install chromium) or name it in CHROME_PATH.',
    );
  });
}
