/** The hosted edition from its second opening on: all from the browser's cache, its host out of reach. */
import type { Frame, Page } from 'playwright-core';
import { openPlayground } from '../../e2e/playground';
import { FIGMA, openTeam, TEAM } from '../../e2e/team';
import { readMeasures, sumOf } from './realm';
import { median } from './statistics';

/** ms; of those in the worker some go on at the same time. */
export interface HostedStart {
  worker: number; // from the beginning of the frame's navigation until a worker runs
  runtime: number; // compiled, and until it takes sessions
  weightsExpand: number;
  sessions: number;
  ready: number; // from the beginning of the frame's navigation
}

export async function timeHosted(times: number): Promise<HostedStart> {
  const team = await openTeam();
  try {
    const panel = await openPlayground(team.browser, FIGMA, 'data', undefined, TEAM);
    await panel.open();
    await frameOf(panel.page).waitForFunction(async () => {
      const cache = await caches.open('flashvideo');
      return (await cache.match('index.html')) !== undefined;
    });
    await panel.open(); // by its service worker, which may have begun only now
    await team.site.down();
    const starts: HostedStart[] = [];
    for (let i = 0; i < times; i++) {
      await panel.open();
      starts.push(await readStart(panel.page));
      console.error(`start, hosted: ${JSON.stringify(starts.at(-1))}`);
    }
    const middle = (key: keyof HostedStart) =>
      Math.round(median(starts.map((start) => start[key])));
    return {
      worker: middle('worker'),
      runtime: middle('runtime'),
      weightsExpand: middle('weightsExpand'),
      sessions: middle('sessions'),
      ready: middle('ready'),
    };
  } finally {
    await team.close();
  }
}

const frameOf = (page: Page): Frame => page.frames().find((one) => one.url().startsWith(TEAM))!;

async function readStart(page: Page): Promise<HostedStart> {
  const marks = await frameOf(page).evaluate(() =>
    performance.getEntriesByType('mark').map(({ name, startTime }) => ({ name, startTime })),
  );
  const at = (name: string) => marks.find((mark) => mark.name === name)!.startTime;
  const all = await Promise.all(page.workers().map((worker) => worker.evaluate(readMeasures)));
  const measures = all.flat();
  return {
    worker: at('worker'),
    runtime: sumOf(measures, 'runtime'),
    weightsExpand: sumOf(measures, 'weights'),
    sessions: sumOf(measures, 'sessions'),
    ready: at('ready'),
  };
}
