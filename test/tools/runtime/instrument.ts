/** A WebAssembly module that notes which of its functions are called: a bit of a global for each. */
import { join } from '../../../worker/bytes';
import { numberAt, numberOf, sectionOf, withBodies } from '../../../worker/page/bodies';

const GLOBALS = 6;
const EXPORTS = 7;
const I64 = 0x7e;
const BITS = 63; // of a global, so that every mask is a positive number

export interface Noted {
  wasm: Uint8Array; // the same, to be run in its place
  /** @returns indices of the functions that it has called so far in this realm; imported ones are not counted */
  called(): number[];
}

/** Call it before the runtime is opened: whatever instantiates the module from then on is listened to. */
export function instrument(wasm: Uint8Array): Noted {
  const { content } = sectionOf(wasm, 3); // one type for each function
  const functions = numberAt(wasm, content).value;
  const count = Math.ceil(functions / BITS);
  const first = importedGlobals(wasm) + numberAt(wasm, sectionOf(wasm, GLOBALS).content).value;
  const noting = withBodies(wasm, (body, index) => {
    const inside = numberAt(body, 0).next;
    const code = afterLocals(body, inside);
    const global = numberOf(first + Math.floor(index / BITS));
    const mask = signedOf(1n << BigInt(index % BITS));
    const note = [0x23, ...global, 0x42, ...mask, 0x84, 0x24, ...global]; // get, constant, or, set
    const changed = [body.subarray(inside, code), Uint8Array.from(note), body.subarray(code)];
    const size = changed.reduce((sum, { length }) => sum + length, 0);
    return join([Uint8Array.from(numberOf(size)), ...changed]);
  });
  const names = Array.from({ length: count }, (_, i) => `noted${i}`);
  const globals = names.map(() => [I64, 1, 0x42, 0, 0x0b]); // that can change, 0 at first
  const shown = names.map((name, i) => [
    name.length,
    ...Buffer.from(name),
    3,
    ...numberOf(first + i),
  ]);
  const made = watchInstances();
  return {
    wasm: withMore(withMore(noting, GLOBALS, globals), EXPORTS, shown),
    called() {
      const { exports } = made.find((one) => names[0]! in one.exports)!;
      return Array.from({ length: functions }, (_, index) => index).filter((index) => {
        const { value } = exports[names[Math.floor(index / BITS)]!] as WebAssembly.Global<'i64'>;
        return ((value >> BigInt(index % BITS)) & 1n) === 1n;
      });
    },
  };
}

function watchInstances(): WebAssembly.Instance[] {
  const made: WebAssembly.Instance[] = [];
  const { instantiate } = WebAssembly;
  Object.assign(WebAssembly, {
    async instantiate(source: BufferSource, imports: WebAssembly.Imports) {
      const result = await instantiate(source, imports);
      made.push(result.instance);
      return result;
    },
  });
  return made;
}

const importedGlobals = (wasm: Uint8Array) =>
  WebAssembly.Module.imports(new WebAssembly.Module(Uint8Array.from(wasm))).filter(
    ({ kind }) => kind === 'global',
  ).length;

/** Where a body's instructions begin. @param at where its locals do */
export function afterLocals(body: Uint8Array, at: number): number {
  const groups = numberAt(body, at);
  let { next } = groups;
  for (let i = 0; i < groups.value; i += 1) next = numberAt(body, next).next + 1; // how many, and their type
  return next;
}

/** A section's list, with more at its end. */
function withMore(wasm: Uint8Array, id: number, more: number[][]): Uint8Array {
  const { start, content, end } = sectionOf(wasm, id);
  const { value: count, next } = numberAt(wasm, content);
  const list = join([
    Uint8Array.from(numberOf(count + more.length)),
    wasm.subarray(next, end),
    Uint8Array.from(more.flat()),
  ]);
  const head = Uint8Array.from([id, ...numberOf(list.length)]);
  return join([wasm.subarray(0, start), head, list, wasm.subarray(end)]);
}

/** A positive number as a signed LEB128, as constants are. */
function signedOf(value: bigint): number[] {
  return value < 64n ? [Number(value)] : [Number(value & 127n) | 128, ...signedOf(value >> 7n)];
}
