/** How a layer moves: as the prompt says, else of itself, else as things of its kind do. */
import { type Motion, type Obeys, obeys, together } from './motion/motion';
import { motionNamed } from './motion/motions';
import { USUAL_WAY, type Way } from './motion/pose';
import { REVOLVING } from './motion/ring';
import { readTable } from './prompt/table';
import type { Direction, Layer } from './scene';

export interface Move {
  living: boolean; // its own movement, which the network draws
  motion: Motion; // a map of the plane; still where none is asked for
  way: Way;
  assumed: string | null; // its name, where the prompt says none
  mirrored: boolean; // its picture looks the other way, as it goes there
}

/** What is known of a thing that is to move. */
export interface Nature {
  alive: boolean; // it has a movement of its own
  lively: boolean; // and makes it where nothing is said
  suits: string; // what moves it otherwise, where nothing is said
  still: boolean; // it stands still where nothing is said, even if it is lively
  faces: 'left' | 'right' | null; // where its picture looks, if to a side
  drives: boolean; // on wheels, so that it rolls without turning over
  weather: Motion | null; // what falls from it, whatever else it does
  around: boolean; // it lies around another thing
}

/** Which movement suits a thing: its own line of the table, or its group's. */
export type SuitingMotion = (thing: string, group: string) => string;

const ALIVE = 'alive';
const STILL = 'still';
export const ORBITING = 'orbiting';
export const DRIVES = 'driving by';
const ON_WHEELS = new Map([
  ['rolling', 'sliding'],
  ['rolling across', DRIVES],
  ['rolling in', 'sliding in'],
]);

/** @param table lines of `group or thing: movement` */
export function readDefaults(table: string): SuitingMotion {
  const motions = new Map<string, string>();
  for (const { meaning, phrases } of readTable(table)) motions.set(meaning, phrases[0] ?? STILL);
  return (thing, group) => motions.get(thing) ?? motions.get(group) ?? STILL;
}

/** Which words about movements change what is seen; a thing's own movement is as it is. */
export function obeysOf(names: readonly string[]): Obeys {
  const maps = names.filter((name) => name !== ALIVE).map(motionNamed);
  return maps.length > 0
    ? obeys(together(maps))
    : { strength: false, directions: [], repeats: names.length > 0 };
}

const isSideways = (way: Direction | null): boolean => way === 'left' || way === 'right';

/** Who looks to a side leaves that way, unless told otherwise; told to go where it does not look, it is mirrored. */
export function chooseMove(layer: Layer, nature: Nature): Move {
  const { alive, lively, suits, still, faces, drives, weather, around } = nature;
  const named = [layer.motion, layer.also].filter((name) => name !== null);
  const said = named.map((name) => (drives ? (ON_WHEELS.get(name) ?? name) : name));
  const assumed = said.length > 0 ? null : lively && !still ? ALIVE : suits;
  const names = assumed === null ? said : [assumed];
  const maps = names.filter((name) => name !== ALIVE);
  const { strength, repeats } = layer;
  const living = alive && !weather && names.includes(ALIVE);
  const motion = motionOf(maps, weather, around);
  const wanders = maps.map(motionNamed).some(({ own, leaves }) => isSideways(own) && leaves(own));
  const direction = layer.direction ?? (wanders ? faces : null);
  return {
    living,
    motion,
    mirrored: faces !== null && !living && isSideways(direction) && direction !== faces,
    way: {
      strength: strength ?? USUAL_WAY.strength,
      direction,
      repeats: Math.max(1, Math.round(repeats ?? 1)),
    },
    assumed: assumed === STILL ? null : assumed,
  };
}

/** What stands still stays as the loop begins, with what falls from it. */
function motionOf(maps: readonly string[], weather: Motion | null, around: boolean): Motion {
  if (weather && maps.includes(STILL))
    return { ...weather, cycle: (_, ...of) => weather.cycle(0, ...of) };
  const named = maps.map((name) => (around && name === ORBITING ? REVOLVING : motionNamed(name)));
  const all = [...named, ...(weather ? [weather] : [])];
  return all.length > 1 ? together(all) : (all[0] ?? motionNamed(STILL));
}
