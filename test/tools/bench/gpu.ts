/** What a GPU is and what it could do at best. TypeScript's library does not type WebGPU yet. */

interface Adapter {
  info?: { vendor?: string; architecture?: string; device?: string; description?: string };
  requestDevice(): Promise<Device>;
}

export interface Buffer {
  mapAsync(mode: number): Promise<void>;
  unmap(): void;
  destroy(): void;
}

export interface Device {
  createBuffer(of: { size: number; usage: number }): Buffer;
  createCommandEncoder(): {
    copyBufferToBuffer(from: Buffer, at: number, to: Buffer, toAt: number, size: number): void;
    finish(): unknown;
  };
  queue: {
    writeBuffer(to: Buffer, at: number, data: ArrayBufferView): void;
    submit(commands: unknown[]): void;
    onSubmittedWorkDone(): Promise<void>;
  };
  destroy(): void;
}

const [TO_MAP, FROM, TO, BY_NODES] = [1, 4, 8, 128];
export const MAP_READ = 1;
export const USAGE = { kept: FROM | TO | BY_NODES, readable: TO_MAP | TO, moved: FROM | TO };

const BYTES = 2 ** 27; // more than a cache holds
const TIMES = 20; // copies that are waited for together

async function adapter(): Promise<Adapter | null> {
  const { gpu } = globalThis.navigator as unknown as {
    gpu?: { requestAdapter(): Promise<Adapter | null> };
  };
  return gpu?.requestAdapter() ?? null;
}

export async function describeAdapter(): Promise<string> {
  const { vendor, architecture, device, description } = (await adapter())?.info ?? {};
  const known = [vendor, architecture, device, description].filter(Boolean);
  return known.length > 0 ? known.join(' ') : 'an unnamed GPU';
}

/** A copy in the GPU's memory, read and written. @returns bytes/ms */
export async function measureGpuBandwidth(): Promise<number> {
  const device = await (await adapter())?.requestDevice();
  if (!device) throw new Error('There is no GPU to measure.');
  const memory = () => device.createBuffer({ size: BYTES, usage: USAGE.moved });
  const [from, to] = [memory(), memory()];
  async function copy(): Promise<number> {
    const encoder = device!.createCommandEncoder();
    for (let i = 0; i < TIMES; i++) encoder.copyBufferToBuffer(from, 0, to, 0, BYTES);
    const commands = encoder.finish();
    const begin = performance.now();
    device!.queue.submit([commands]);
    await device!.queue.onSubmittedWorkDone();
    return performance.now() - begin;
  }
  await copy(); // the first one clears the buffers
  const ms = Math.min(await copy(), await copy(), await copy());
  for (const buffer of [from, to]) buffer.destroy();
  device.destroy();
  return (TIMES * 2 * BYTES) / ms;
}
