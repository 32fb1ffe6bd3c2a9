/** What the makers of the table of meanings tell each other. */
import type { Catalogue } from '../names/catalogue';

/** What the table needs to know of a catalogue. */
export type Named = Pick<Catalogue, 'words' | 'fillers'> & {
  subjects: Pick<Catalogue['subjects'][number], 'name' | 'group' | 'phrases'>[];
  motions: Pick<Catalogue['motions'][number], 'name' | 'phrases'>[];
};

/** Synset id → how far from what the target means. */
export type Anchors = Map<string, number>;

export interface Name {
  words: string[];
  fits: boolean; // whether WordNet knows it in a sense that the picture shows, or not at all
}

export interface Target {
  name: string; // canonical
  group: string; // of subjects; 'motion' for motions
  names: Name[]; // the canonical one first
  anchors: Anchors;
}
