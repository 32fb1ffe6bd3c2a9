/** WebGPU in Node, through Dawn (npm `webgpu`), for the terminal, the tests and the benchmarks. */

/** Puts `navigator.gpu` in place. Does nothing where Dawn has no build for this machine. */
export async function offerWebGpu(): Promise<void> {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    const { GPUQueue } = globalThis as unknown as { GPUQueue: { prototype: Queue } };
    copySharedMemory(GPUQueue.prototype);
    const navigator = { gpu: create([]), userAgent: 'node', hardwareConcurrency: 1 };
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  } catch {
    // no Dawn: the engine says in a sentence that there is no WebGPU
  }
}

interface Queue {
  writeBuffer(buffer: unknown, at: number, data: BufferSource, from?: number, size?: number): void;
}

/** Dawn for Node reads no shared memory, and the runtime's WebAssembly memory is shared. */
function copySharedMemory(queue: Queue) {
  const write = queue.writeBuffer;
  queue.writeBuffer = function (buffer, at, data, from = 0, size) {
    if (!ArrayBuffer.isView(data) || !(data.buffer instanceof SharedArrayBuffer)) {
      return write.call(this, buffer, at, data, from, size);
    }
    const unit = (data as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1; // from and size count elements
    const begin = data.byteOffset + from * unit;
    const length = size === undefined ? data.byteLength - from * unit : size * unit;
    const copy = new Uint8Array(data.buffer, begin, length).slice();
    return write.call(this, buffer, at, copy);
  };
}
