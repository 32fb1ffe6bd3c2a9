/** The words of a model, as `vocabulary.json` of its folder holds them. Types only; it imports nothing. */

/** Something that has names: lists of word ids, the canonical one first. */
export interface Named {
  name: string;
  phrases: number[][];
}

export interface Vocabulary {
  words: string[]; // word id → word; 0 is <pad>
  fillers: string[]; // words that were left out of all phrases: a, the, of …
  styles?: Named[]; // the first is drawn when none is said; absent when there is one style only
  motions: Named[]; // the one called “alive” is for subjects with a life of their own
  subjects: Subject[]; // the common ones first
}

export interface Subject extends Named {
  group: string;
  alive?: number[][]; // it can move by itself; what its own movement is called: “burning”
  lively?: boolean; // and does unless “still” is said
}
