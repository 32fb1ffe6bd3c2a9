/** What a realm tells of its start: parts that the product measures itself, and what only a look from outside shows. */

/**
 * Runs in a realm before the product's code, in a browser's worker as text, so that no function within has a name that
 * a compiler would note outside: measures how long a runtime is compiled, which onnxruntime does not tell, and holds
 * every memory that WebAssembly gets.
 */
export function watchRealm(): void {
  const { instantiate, Memory } = WebAssembly;
  const memories: WebAssembly.Memory[] = [];
  Object.assign(globalThis, { memories });
  Object.assign(WebAssembly, {
    async instantiate(source: BufferSource, imports: WebAssembly.Imports) {
      const start = performance.now();
      const made = await instantiate(source, imports);
      if (source.byteLength > 2 ** 20) performance.measure('compile', { start }); // not that of an unpacker
      return made;
    },
    Memory: new Proxy(Memory, {
      construct(original, given) {
        const memory: WebAssembly.Memory = Reflect.construct(original, given);
        memories.push(memory);
        return memory;
      },
    }),
  });
}

/** Runs in a frame before its code: its workers begin with a function, which comes as text. */
export function beginWorkersWith(text: string): void {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
    const sent = typeof message === 'string' ? `(${text})();\n${message}` : message; // code alone is text
    Reflect.apply(postMessage, this, [sent, ...rest]);
  };
}

/** Runs in a realm: what it has measured so far. */
export const readMeasures = (): Measure[] =>
  performance
    .getEntriesByType('measure')
    .map(({ name, startTime, duration }) => ({ name, startTime, duration }));

export interface Measure {
  name: string;
  startTime: number; // ms
  duration: number; // ms
}

/** ms of the parts that are gone through wherever the pipeline starts; some go on at the same time. */
export interface RealmStart {
  runtimeCompile: number; // WebAssembly, on threads of its own
  runtimeInit: number; // until it takes sessions
  checksums: number;
  reader: number; // of prompts
  weightsExpand: number; // to float32
  sessions: number;
}

export function startOf(measures: Measure[]): RealmStart {
  const compile = sumOf(measures, 'compile');
  return {
    runtimeCompile: compile,
    runtimeInit: Math.max(0, sumOf(measures, 'runtime') - compile),
    checksums: sumOf(measures, 'checksums'),
    reader: sumOf(measures, 'reader'),
    weightsExpand: sumOf(measures, 'weights'),
    sessions: sumOf(measures, 'sessions'),
  };
}

export const sumOf = (measures: Measure[], name: string): number =>
  measures.filter((one) => one.name === name).reduce((sum, { duration }) => sum + duration, 0);
