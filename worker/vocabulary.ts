/** The words of a model, as `vocabulary.json` of its folder holds them. Types only; it imports nothing. */

/** Something that has names. */
export interface Named {
  name: string;
  caption: number[]; // what the network is told: word ids
  phrases: string[]; // what people call it, the canonical name first
}

export interface Vocabulary {
  words: string[]; // word id → word; 0 is <pad>
  fillers: string[]; // words that were left out of all phrases: a, the, of …
  styles: Named[]; // the first that a subject has is drawn when none is said
  alive: Named; // a subject's own movement
  subjects: Subject[]; // the common ones first
}

export interface Subject extends Named {
  group: string;
  styles: number[]; // indices of those that it is drawn in, ascending
  alive?: Living[]; // it can move of itself
}

/** A movement of a subject's own. */
export interface Living {
  style: number; // that it is drawn in
  phrases: string[]; // what it is called: “burning”
}
