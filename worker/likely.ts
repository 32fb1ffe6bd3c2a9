/**
 * Completions in the order in which a designer expects them: what is typed already, then what people mean by a few
 * letters, a star rather than a stadium. `prompt/typing/complete.ts` knows what fits, this what is common.
 */
import type { Completion, KnownThing, LayerReading, PromptReading } from './api';

const MOST = 8; // completions

/** What a place further down the list weighs as much as: 1. */
const WEIGHS = {
  letter: 0.4, // of a thing's name, that is still to come
  formula: 1, // a placeholder, beside things that are drawn in every style
  rare: [3, 3, 2, 0], // by the number of styles that a thing is drawn in: what everybody needs is drawn in all
  synonym: 1.5, // another name than the thing's own
  foreign: 8, // of another language, where one word says little about the language
  basic: -4, // a colour that every child knows
};

const BASIC = /^(on )?(red|orange|yellow|green|blue|purple|pink|brown|black|white|gr[ae]y)$/;

export interface Likely {
  things: readonly KnownThing[];
  english: ReadonlySet<string>; // phrases, as they are typed
  read(prompt: string): PromptReading;
}

export function createOrder({ things, english, read }: Likely) {
  const byName = new Map(things.map((thing) => [thing.name, thing]));

  /** @param found for the caret, the likeliest by their words first */
  return function order(prompt: string, caret: number, found: Completion[]): Completion[] {
    if (found.length === 0 || found.some(({ instead }) => instead)) return found;
    const lone = !/\S\s/.test(prompt.slice(0, caret));
    const scored = found.map((one, at) => ({ one, score: at + weightOf(one, lone) }));
    const typed = typedAt(prompt.slice(0, caret));
    if (typed) {
      const score = isOwnName(typed) ? Number.NEGATIVE_INFINITY : weightOf(typed, lone);
      scored.unshift({ one: typed, score });
    }
    return scored
      .sort((a, b) => a.score - b.score)
      .map(({ one }) => one)
      .slice(0, MOST);
  };

  function weightOf(one: Completion, lone: boolean): number {
    const { text, from, to, kind, thing } = one;
    if (thing === null) return kind === 'colour' && BASIC.test(text) ? WEIGHS.basic : 0;
    const { styles = [] } = byName.get(thing) ?? {};
    const rarity = styles.length === 0 ? WEIGHS.formula : (WEIGHS.rare[styles.length] ?? 0);
    const synonym = isOwnName(one) ? 0 : WEIGHS.synonym;
    const foreign = lone && !english.has(text) ? WEIGHS.foreign : 0;
    return rarity + synonym + foreign + WEIGHS.letter * (text.length - (to - from));
  }

  function isOwnName({ text, thing }: Completion): boolean {
    const said = text.toLowerCase();
    return thing === null || said === thing || said === byName.get(thing)?.several;
  }

  /** The phrase that stands whole before the caret, as it was typed: taken, it is left as it is. */
  function typedAt(typed: string): Completion | null {
    const { layers, report } = read(typed);
    const phrases = layers.flatMap((layer: LayerReading) => layer.phrases);
    const last = phrases.find(({ to }) => to === typed.length);
    if (!last || report.some(({ from, to }) => from < last.to && to > last.from)) return null;
    const { words: text, from, to, kind, value } = last;
    return { text, from, to, kind, value, thing: kind === 'thing' ? value : null, instead: false };
  }
}
