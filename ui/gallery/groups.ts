/** Things by group, in the order in which designers look for them. */
import type { KnownThing } from '../../worker/api';

const FIRST = ['interface', 'people', 'animals', 'food', 'weather', 'faces', 'hearts', 'alive'];

const NAMES: Record<string, string> = {
  alive: 'Alive',
  'balls-games': 'Balls and games',
  'commerce-devices': 'Commerce and devices',
  'design-text': 'Design and text',
  'files-data': 'Files and data',
  'hands-body': 'Hands and body',
  interface: 'Interface',
  things: 'Other things',
};

export interface Group {
  group: string;
  things: KnownThing[]; // the common ones first
}

export function groupsOf(things: readonly KnownThing[]): Group[] {
  const groups = new Map<string, KnownThing[]>();
  for (const thing of things) {
    const known = groups.get(thing.group) ?? [];
    groups.set(thing.group, known);
    known.push(thing);
  }
  const place = (group: string) => (FIRST.indexOf(group) + 1 || FIRST.length + 1) - 1;
  return [...groups]
    .map(([group, members]) => ({ group, things: members }))
    .sort((a, b) => place(a.group) - place(b.group) || (a.group < b.group ? -1 : 1));
}

export const nameOfGroup = (group: string): string =>
  NAMES[group] ?? group.slice(0, 1).toUpperCase() + group.slice(1);
