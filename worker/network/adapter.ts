/** Whether a GPU can serve here: what the host offers, looked at with patience. */

const ADAPTER_PATIENCE = 5_000; // ms
const RETRY = 300; // ms; a browser that has just started finds no adapter for a moment
const GPU_PATIENCE = 12_000; // ms, for an adapter, asked for twice, and its device

/** Settles as `work` does, or rejects when it takes too long: a GPU that fails badly never answers. */
export function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`there was no answer for ${patience / 1000} s`));
    const timer = setTimeout(late, patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Why WebGPU cannot or should not be used here, or nothing. Hosts offer odd things as `navigator.gpu`: whatever is
 * not as it should be counts as an obstacle, nothing here throws or waits for ever.
 *
 * @param software whether a software adapter will do, as it does for who asks for WebGPU
 */
export function webgpuObstacle(software: boolean): Promise<string | null> {
  return inTime(findObstacle(software), GPU_PATIENCE).catch(() => 'WebGPU did not start here');
}

async function findObstacle(software: boolean): Promise<string | null> {
  const gpu: Gpu | undefined = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  if (!gpu) return 'this host offers no WebGPU';
  const adapter = (await requestAdapter(gpu)) ?? (await later(() => requestAdapter(gpu)));
  if (!adapter) return 'no WebGPU adapter was found';
  const fallback = adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter ?? false;
  if (fallback && !software) return 'the only WebGPU adapter here is a software one';
  for (const [limit, needed] of Object.entries(NEEDED)) {
    const allowed = adapter.limits?.[limit] ?? needed;
    if (allowed < needed) return `the WebGPU adapter allows ${allowed} as ${limit}, not ${needed}`;
  }
  // Asked for here first: a device that never comes would block the runtime for ever.
  (await adapter.requestDevice()).destroy();
  return null;
}

const requestAdapter = (gpu: Gpu) =>
  inTime(gpu.requestAdapter(), ADAPTER_PATIENCE).catch(() => null);

const later = <T>(work: () => Promise<T>): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve, RETRY)).then(work);

/** What the graphs take: WebGPU's defaults, which an adapter of its compatibility mode may lack. */
const NEEDED = {
  maxStorageBuffersPerShaderStage: 8,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupStorageSize: 16_384, // bytes
  maxStorageBufferBindingSize: 2 ** 27, // bytes
};

/** The part of WebGPU that is looked at; TypeScript's library does not type it yet. */
interface Gpu {
  requestAdapter(): Promise<null | {
    info?: { isFallbackAdapter?: boolean };
    isFallbackAdapter?: boolean; // where browsers had it first
    limits?: Record<string, number>;
    requestDevice(): Promise<{ destroy(): void }>;
  }>;
}
