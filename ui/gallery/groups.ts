/** Things by group, in the order in which designers look for them. */
import type { KnownThing } from '../../worker/api';
import { WORDS } from '../words';

const FIRST = ['interface', 'people', 'animals', 'food', 'weather', 'faces', 'hearts', 'alive'];

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
  WORDS.gallery.groups[group] ?? group.slice(0, 1).toUpperCase() + group.slice(1);
