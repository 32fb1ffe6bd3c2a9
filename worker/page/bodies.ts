/**
 * A WebAssembly module in two parts, both directions: a lean one, which has no bodies but those of functions that clips
 * call, and the bodies that it was left without. The lean one runs by itself, and traps where one of these is called.
 */
import { join } from '../bytes';

/** A body that traps: its size, no locals, `unreachable`, `end`. */
const HOLLOW = [3, 0, 0x00, 0x0b];

const CODE = 10; // id of the section that holds the bodies
const HEADER = 8; // bytes before the first section

export interface Parts {
  lean: Uint8Array;
  bodies: Uint8Array; // with the size before each, as they followed each other
}

/** @param keeps whether a function is to keep its body; functions that a module imports are not counted */
export function hollow(wasm: Uint8Array, keeps: (index: number) => boolean): Parts {
  const left: Uint8Array[] = [];
  const lean = withBodies(wasm, (body, index) => {
    if (keeps(index) && !isHollow(body)) return body;
    left.push(body);
    return Uint8Array.from(HOLLOW);
  });
  return { lean, bodies: join(left) };
}

/** What `hollow` was given. */
export function restore({ lean, bodies }: Parts): Uint8Array {
  let at = 0;
  return withBodies(lean, (body) => {
    if (!isHollow(body)) return body;
    const next = bodyAt(bodies, at);
    at += next.length;
    return next;
  });
}

/** The module with other bodies, each with its size before it. */
export function withBodies(
  wasm: Uint8Array,
  change: (body: Uint8Array, index: number) => Uint8Array,
): Uint8Array {
  const { start, content, end } = sectionOf(wasm, CODE);
  const count = numberAt(wasm, content);
  const made: Uint8Array[] = [];
  for (let at = count.next, index = 0; index < count.value; index += 1) {
    const body = bodyAt(wasm, at);
    made.push(change(body, index));
    at += body.length;
  }
  const code = join([wasm.subarray(content, count.next), ...made]);
  const head = Uint8Array.from([CODE, ...numberOf(code.length)]);
  return join([wasm.subarray(0, start), head, code, wasm.subarray(end)]);
}

/** Where a section starts, where what it holds does, and where it ends. @throws where a module has none */
export function sectionOf(wasm: Uint8Array, id: number) {
  for (let start = HEADER; start < wasm.length; ) {
    const { value: size, next: content } = numberAt(wasm, start + 1);
    const end = content + size;
    if (wasm[start] === id) return { start, content, end };
    start = end;
  }
  throw new Error(`The WebAssembly module should have a section ${id}, and has none.`);
}

function bodyAt(bytes: Uint8Array, at: number): Uint8Array {
  const { value: size, next } = numberAt(bytes, at);
  return bytes.subarray(at, next + size);
}

const isHollow = (body: Uint8Array) =>
  body.length === HOLLOW.length && HOLLOW.every((byte, i) => byte === body[i]);

/** An unsigned LEB128, and where what follows begins. */
export function numberAt(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let next = at, weight = 1; ; next += 1, weight *= 128) {
    const byte = bytes[next]!;
    value += (byte & 127) * weight;
    if (byte < 128) return { value, next: next + 1 };
  }
}

export function numberOf(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...numberOf(Math.floor(value / 128))];
}
