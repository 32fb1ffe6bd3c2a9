/**
 * The plugin thread: main.js in QuickJS, which sees the language, the few globals that Figma's
 * typings declare, and the `figma` object through a membrane. Plain data and bytes are copied, API
 * objects cross by reference, functions are called through, everything else is refused.
 */
import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten';
import { isModelled } from './modelled';
import { MIXED } from './nodes';

export interface Clock {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface SandboxOptions {
  module: QuickJSWASMModule; // a fresh one: it is dropped whole when the run ends
  code: string; // main.js
  globals: Record<string, unknown>; // figma and __html__
  clock: Clock;
  onError(message: string): void; // what nobody caught
  onConsole(level: string, words: string[]): void;
}

export interface Sandbox {
  start(): void;
  stop(): void; // nothing enters the plugin after this
}

// The language of ES2020, and nothing that QuickJS or a browser adds to it.
const LANGUAGE =
  'Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Promise Map Set ' +
  'WeakMap WeakSet Date RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError ' +
  'TypeError URIError ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array ' +
  'Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array ' +
  'globalThis undefined NaN Infinity parseInt parseFloat isNaN isFinite eval escape unescape ' +
  'encodeURI encodeURIComponent decodeURI decodeURIComponent';

// Runs inside: removes foreign globals, makes stand-ins for API objects, tells kinds apart.
const INSIDE = `(allowed, host) => {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!allowed.split(' ').includes(name)) delete globalThis[name];
  }
  const ids = new WeakMap();
  const traps = (id) => ({
    get: (_, key) => typeof key === 'string' ? host.get(id, key) : undefined,
    set: (_, key, value) => { host.set(id, String(key), value); return true; },
    has: (_, key) => host.has(id, String(key)),
    deleteProperty: () => false,
    defineProperty: () => false,
    ownKeys: () => host.keys(id),
    getOwnPropertyDescriptor: (_, key) => host.has(id, String(key))
      ? { configurable: true, enumerable: true, writable: true, value: undefined } : undefined,
  });
  const kindOf = (value) => {
    if (value === null) return 'null';
    if (ids.has(value)) return 'reference';
    if (Array.isArray(value)) return 'array';
    if (value instanceof Uint8Array) return 'bytes';
    if (value instanceof Promise) return 'promise';
    if (value instanceof Error) return 'error';
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype
      ? 'plain' : 'a ' + (value.constructor && value.constructor.name);
  };
  return {
    reference(id) { const made = new Proxy({}, traps(id)); ids.set(made, id); return made; },
    idOf: (value) => ids.get(value),
    kindOf,
    keysOf: (value) => JSON.stringify(Object.keys(value)),
    bytes: (buffer) => new Uint8Array(buffer),
    bufferOf: (view) => view.slice().buffer,
    caught: (promise) => promise.catch((error) => host.uncaught(error)),
  };
}`;

/** Prepares a run; nothing of the plugin executes before `start`. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, onError } = options;
  const vm: QuickJSContext = options.module.newContext();
  const references: object[] = [];
  const handles = new Map<object, QuickJSHandle>();
  const mixed = vm.newUniqueSymbol('figma.mixed');
  const timers = new Set<unknown>();
  let running = true;

  const host = plainHandle({
    get: (id: number, key: string) => {
      const owner = references[id] as object;
      const value: unknown = Reflect.get(owner, key);
      return typeof value === 'function' ? (...list: unknown[]) => value.apply(owner, list) : value;
    },
    set: (id: number, key: string, value: unknown) => {
      Reflect.set(references[id] as object, key, value);
    },
    has: (id: number, key: string) => Reflect.has(references[id] as object, key),
    keys: (id: number) => Object.keys(references[id] as object),
    uncaught: (error: unknown) => onError(String(error)),
  });
  const inside = vm.unwrapResult(
    vm.callFunction(vm.unwrapResult(vm.evalCode(INSIDE)), vm.undefined, [
      vm.newString(LANGUAGE),
      host,
    ]),
  );
  const ask = (name: string, ...list: QuickJSHandle[]) =>
    vm.unwrapResult(vm.callFunction(vm.getProp(inside, name), inside, list));

  /** A value of ours, made in there. */
  function enter(value: unknown): QuickJSHandle {
    if (value === null) return vm.null;
    if (value === MIXED) return mixed.dup();
    if (value instanceof Uint8Array) return ask('bytes', vm.newArrayBuffer(value.slice().buffer));
    if (value instanceof Promise) return enterPromise(value);
    switch (typeof value) {
      case 'undefined':
        return vm.undefined;
      case 'boolean':
        return value ? vm.true : vm.false;
      case 'number':
        return vm.newNumber(value);
      case 'string':
        return vm.newString(value);
      case 'function':
        return vm.newFunction(value.name, (...list) => enter(value(...list.map(leave))));
      case 'object':
        return isModelled(value) ? enterReference(value) : plainHandle(value);
      default:
        throw new TypeError(`A ${typeof value} cannot enter the plugin`);
    }
  }

  function plainHandle(value: object): QuickJSHandle {
    const made = Array.isArray(value) ? vm.newArray() : vm.newObject();
    for (const [key, one] of Object.entries(value)) vm.setProp(made, key, enter(one));
    return made;
  }

  function enterReference(value: object): QuickJSHandle {
    const made = handles.get(value) ?? ask('reference', vm.newNumber(references.push(value) - 1));
    handles.set(value, made);
    return made.dup();
  }

  function enterPromise(promise: Promise<unknown>): QuickJSHandle {
    const deferred = vm.newPromise();
    const settle = (settler: () => void) => running && guarded(settler);
    promise.then(
      (value) => settle(() => deferred.resolve(enter(value))),
      (error) => settle(() => deferred.reject(vm.newError(String(error?.message ?? error)))),
    );
    return deferred.handle;
  }

  /** A value of the plugin's, made out here. */
  function leave(handle: QuickJSHandle): unknown {
    switch (vm.typeof(handle)) {
      case 'function':
        return leaveFunction(handle.dup());
      case 'symbol':
        return vm.eq(handle, mixed) ? MIXED : Symbol('of the plugin');
      case 'object':
        return leaveObject(handle);
      default:
        return vm.dump(handle);
    }
  }

  function leaveObject(handle: QuickJSHandle): unknown {
    const kind = vm.getString(ask('kindOf', handle));
    switch (kind) {
      case 'null':
        return null;
      case 'reference':
        return references[vm.getNumber(ask('idOf', handle))];
      case 'bytes':
        return vm.getArrayBuffer(ask('bufferOf', handle)).value.slice();
      case 'promise':
        return void ask('caught', handle);
      case 'error':
        return new Error(vm.getString(vm.getProp(handle, 'message')));
      case 'array':
      case 'plain': {
        // vm.getOwnPropertyNames reads memory that is gone once the heap has grown.
        const names: string[] = JSON.parse(vm.getString(ask('keysOf', handle)));
        const entries = names.map((name) => [name, leave(vm.getProp(handle, name))]);
        return kind === 'array' ? entries.map(([, one]) => one) : Object.fromEntries(entries);
      }
      default:
        throw new TypeError(`${kind} cannot leave the plugin`);
    }
  }

  function leaveFunction(handle: QuickJSHandle) {
    return (...list: unknown[]): unknown => {
      if (!running) return undefined;
      let result: unknown;
      guarded(() => {
        result = leave(vm.unwrapResult(vm.callFunction(handle, vm.undefined, list.map(enter))));
      });
      return result;
    };
  }

  /** Enters the plugin, then lets its promises run; what it throws is reported, not passed on. */
  function guarded(enterPlugin: () => void): void {
    try {
      enterPlugin();
      const jobs = vm.runtime.executePendingJobs();
      if (jobs.error) throw new Error(JSON.stringify(vm.dump(jobs.error)));
    } catch (error) {
      onError(error instanceof Error ? error.message : String(error));
    }
  }

  function timer(repeat: boolean) {
    return (callback: () => void, ms: number): number => {
      const handle = { timer: undefined as unknown };
      const id = references.push(handle) - 1;
      const wind = () => {
        handle.timer = clock.setTimeout(() => {
          callback();
          if (repeat && running && timers.has(handle)) wind();
        }, ms);
      };
      timers.add(handle);
      wind();
      return id;
    };
  }

  function clearTimer(id: number): void {
    const handle = references[id] as { timer: unknown } | undefined;
    if (!handle || !timers.delete(handle)) return;
    clock.clearTimeout(handle.timer);
  }

  function consoleFor(level: string) {
    return (...words: unknown[]) => options.onConsole(level, words.map(String));
  }

  const levels = ['log', 'error', 'info', 'warn', 'clear', 'assert'];
  const globals = {
    ...options.globals,
    __uiFiles__: {},
    console: Object.fromEntries(levels.map((level) => [level, consoleFor(level)])),
    setTimeout: timer(false),
    setInterval: timer(true),
    clearTimeout: clearTimer,
    clearInterval: clearTimer,
    fetch: async () => Promise.reject(new Error('networkAccess: none')),
  };
  for (const [name, value] of Object.entries(globals)) vm.setProp(vm.global, name, enter(value));

  return {
    start: () => guarded(() => vm.unwrapResult(vm.evalCode(options.code, 'main.js'))),
    stop() {
      running = false;
      for (const one of timers) clock.clearTimeout((one as { timer: unknown }).timer);
    },
  };
}
