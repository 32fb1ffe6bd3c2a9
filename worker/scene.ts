/** What a prompt asks for, as a plain value. Types only; it imports nothing. */

export type Hex = `#${string}`; // #rrggbb
export type Tone = 'light' | 'pale' | 'dark' | 'bright';
export type SizeWord = 'small' | 'big';
export type Direction =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'clockwise'
  | 'anticlockwise'
  | 'backwards'
  | 'in'
  | 'out';

/** Things that look the same and move the same. What was not said is null. */
export interface Layer {
  thing: string; // canonical name of a subject
  from: number; // where it is named: UTF-16 index in the prompt
  to: number; // behind the name
  style: string | null;
  motion: string | null; // “alive” is the thing's own movement
  also: string | null; // a second movement, at the same time
  speed: number | null; // times the usual
  strength: number | null; // times the usual
  direction: Direction | null;
  repeats: number | null; // times in the loop
  colour: Hex | null;
  tone: Tone | null;
  size: SizeWord | null;
  count: number; // 1 to MOST_THINGS
  parts: number | null; // “with 5 rows”
  share: number | null; // 0 to 1, of a placeholder that shows one
}

/** How a thing lies to the next: seen from that one. */
export type Place =
  | 'beside'
  | 'left'
  | 'right'
  | 'above'
  | 'below'
  | 'on'
  | 'under' // what stands on it
  | 'front'
  | 'behind'
  | 'between'
  | 'around'
  | 'amid'; // the other lies around it

export interface Relation {
  of: number; // index of a layer
  place: Place;
  to: number; // index of a layer
}

/** Layers that others lie to: they stand still where nothing is said of their movement. */
export const settingsOf = ({ relations }: Pick<Scene, 'relations'>): ReadonlySet<number> =>
  new Set(
    relations.flatMap(({ of, place, to }) =>
      place === 'beside' ? [] : place === 'under' || place === 'amid' ? of : to,
    ),
  );

/**
 * The style that all things of a scene are drawn in, where one of them has no other: an outline beside a coloured picture
 * looks like a mistake.
 *
 * @param offered the styles of each thing, the usual one first
 * @returns null where they may be drawn as usual, or have no style in common
 */
export function commonStyle<T>(offered: readonly (readonly T[])[]): T | null {
  const [sole] = offered.find(({ length }) => length === 1) ?? [];
  if (sole === undefined || !offered.every((styles) => styles.includes(sole))) return null;
  return offered.some(([usual]) => usual !== sole) ? sole : null;
}

/** The layer that all others lie around; `null` where there is none. */
export function middleOf(
  layers: readonly Pick<Layer, 'count'>[],
  relations: readonly Relation[],
): number | null {
  const found = relations.find(({ place }) => place === 'around' || place === 'amid');
  const middle = found?.place === 'around' ? found.to : found?.of;
  const others = relations.every((one) => one === found || one.place === 'beside');
  return middle !== undefined && others && layers[middle]?.count === 1 ? middle : null;
}

/** What is said of the canvas. */
export interface CanvasWish {
  ground: Hex | 'transparent' | null;
  tone: Tone | null; // of the ground
  aspect: string | null; // width:height
}

export interface Scene {
  layers: Layer[]; // in the order of the prompt; none when it names nothing to draw
  relations: Relation[];
  arrangement: 'row' | 'column' | 'grid' | null; // of several things
  order: 'together' | 'one after another' | null; // how several things move
  seconds: number | null; // of the loop
  canvas: CanvasWish;
}
