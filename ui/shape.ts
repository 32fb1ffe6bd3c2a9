/** What is shaped by hand, as the panel changes it and as a layer keeps it. */
import type { StoredShape } from '../plugin/protocol';
import { LIMITS, type Shape } from '../worker/api';
import { clamp } from './number';

const KEYS = [
  'motion',
  'speed',
  'strength',
  'direction',
  'order',
  'seconds',
  'tint',
  'flip',
  'style',
  'thing',
  'count',
] as const satisfies readonly (keyof Shape)[];

/** Two shapes that ask for the same; none asks for nothing. */
export const sameShape = (a: Shape = {}, b: Shape = {}): boolean =>
  KEYS.every((key) => a[key] === b[key]);

/** `shape` with some of it changed; what becomes undefined is as the prompt says again. */
export function reshape(shape: Shape, changes: Shape): Shape {
  const all = Object.entries({ ...shape, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

/** A stored shape, brought within today's limits; what is not known any more is left out. */
export function shapeOf(stored: StoredShape = {}): Shape {
  const text = (key: string) => {
    const value = stored[key];
    return typeof value === 'string' ? value : undefined;
  };
  const number = (key: 'speed' | 'strength' | 'seconds' | 'count') => {
    const value = stored[key];
    return typeof value === 'number' ? clamp(value, LIMITS[key]) : undefined;
  };
  const [order, tint, count] = [text('order'), text('tint'), number('count')];
  return reshape(
    {},
    {
      motion: text('motion'),
      speed: number('speed'),
      strength: number('strength'),
      direction: text('direction'),
      order: order === 'together' || order === 'one after another' ? order : undefined,
      seconds: number('seconds'),
      tint: tint && /^#[0-9a-f]{6}$/i.test(tint) ? (tint as `#${string}`) : undefined,
      flip: stored.flip === true ? true : undefined,
      style: text('style'),
      thing: text('thing'),
      count: count === undefined ? undefined : Math.round(count),
    },
  );
}
