/** Objects of the stand-in `figma` API: what they do not model, they refuse by name. */

const known = new WeakSet<object>();

/** Whether the object is part of the API, and so crosses by reference rather than as a copy. */
export const isModelled = (value: object) => known.has(value);

/**
 * Wraps `part` as the whole type. Reading or writing anything else throws, except for the names in
 * `absent`, which the real object lacks too.
 */
export function modelled<T extends object>(
  name: string,
  part: Partial<T>,
  absent: string[] = [],
): T {
  const proxy = new Proxy(part, {
    get(target, key) {
      if (key in target) return Reflect.get(target, key);
      if (typeof key === 'symbol' || key === 'then' || absent.includes(key)) return undefined;
      throw new Error(`${name}.${key} is not modelled by the stand-in host`);
    },
    set(target, key, value) {
      const property = Object.getOwnPropertyDescriptor(target, key);
      if (!property?.set) throw new TypeError(`Cannot assign to ${name}.${String(key)}`);
      return Reflect.set(target, key, value);
    },
  }) as T;
  known.add(proxy);
  return proxy;
}
