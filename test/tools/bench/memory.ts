/** The most memory that the worker which draws holds, from its first line to the end of a living clip. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { openPlayground } from '../../e2e/playground';
import { LIVING } from './pipeline';
import { beginWorkersWith, watchRealm } from './realm';

/**
 * MB. JavaScript's by the DevTools protocol (`Runtime.getHeapUsage` of the worker, asked again and again), since
 * `performance.measureUserAgentSpecificMemory` takes a page that is isolated, which a plugin's is not.
 */
export interface WorkerMemory {
  javascript: number; // heap and buffers together, at their peak
  wasm: number; // of the runtime and the unpacker: it only grows
  together: number; // at most: the peaks need not fall together
}

const MB = 2 ** 20;
const PAUSE = 30; // ms between two questions

export async function measureMemory(browser: Browser, url: string): Promise<WorkerMemory> {
  const { page, prompt, command, generate, close } = await openPlayground(browser, url, 'srcdoc');
  await page.addInitScript(beginWorkersWith, String(watchRealm));
  await command('Generate GIF…');
  await prompt.waitFor();
  const peaks = await watchWorkers(page);
  await generate(LIVING);
  const javascript = Math.max(...peaks.values()) / MB; // the one that draws holds most
  const sizes = await Promise.all(page.workers().map((worker) => worker.evaluate(wasmBytes)));
  const wasm = Math.max(...sizes) / MB;
  await close();
  const whole = Math.round;
  return {
    javascript: whole(javascript),
    wasm: whole(wasm),
    together: whole(javascript + wasm),
  };
}

/** Runs in a worker. */
const wasmBytes = () =>
  (globalThis as unknown as { memories: WebAssembly.Memory[] }).memories.reduce(
    (sum, { buffer }) => sum + buffer.byteLength,
    0,
  );

/** Asks the workers of the panel's frame how much they hold. @returns the most bytes of each so far, by its session */
async function watchWorkers(page: Page): Promise<Map<string, number>> {
  const frame = page.frames().find((one) => one !== page.mainFrame());
  const session = await page.context().newCDPSession(frame!);
  const peaks = new Map<string, number>();
  session.on('Target.attachedToTarget', ({ sessionId }) => void askOften(session, sessionId));
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { result } = JSON.parse(message) as { result?: HeapUsage };
    if (!result) return;
    const held = result.usedSize + result.embedderHeapUsedSize + result.backingStorageSize;
    peaks.set(sessionId, Math.max(peaks.get(sessionId) ?? 0, held));
  });
  const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await session.send('Target.setAutoAttach', how);
  return peaks;
}

/** Bytes. */
interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number; // of array buffers, without WebAssembly's
}

/** Until the page is closed. */
async function askOften(session: CDPSession, sessionId: string): Promise<void> {
  for (let id = 1; ; id++) {
    const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage' });
    try {
      await session.send('Target.sendMessageToTarget', { sessionId, message });
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
