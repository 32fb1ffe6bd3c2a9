/** The hosted edition as a team serves it: built, on a real https server under its own name, in a browser that trusts that. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serve } from '../tools/host/serve';
import { launch } from './browser';
import { certify, openSite } from './site';

export const FIGMA = 'https://www.figma.com/';
export const TEAM = 'https://flashvideo.example/team/';
export const BUILT = 'dist/hosted';

export async function openTeam() {
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'build.ts', '--hosted', TEAM]);
  const tls = await certify(new URL(FIGMA).host, new URL(TEAM).host);
  const site = await openSite(tls, `${BUILT}/site`, new URL(TEAM).pathname);
  const host = await serve(0, { plugin: `${BUILT}/plugin`, tls });
  const there = (name: string, port: number | string) =>
    `MAP ${new URL(name).host} 127.0.0.1:${port}`;
  const browser = await launch([
    `--host-resolver-rules=${there(FIGMA, new URL(host.url).port)}, ${there(TEAM, site.port)}`,
    `--ignore-certificate-errors-spki-list=${tls.print}`,
    '--disable-features=HttpsUpgrades', // in place of what playwright disables: storage of frames is apart, as in Chrome
  ]);
  return {
    browser,
    site,
    async close(): Promise<void> {
      await browser.close();
      host.close();
      await site.down();
    },
  };
}
