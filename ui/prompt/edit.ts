/** Changes to a prompt's text by what it says: a phrase taken out, changed or put in; the rest stays as typed. */
import type { LayerReading, Names, Phrase, PhraseKind, PromptReading } from '../../worker/api';

interface Range {
  from: number;
  to: number;
}

/** Without a range, and without the gap or comma that it leaves. */
export function without(prompt: string, { from, to }: Range): string {
  const before = prompt.slice(0, from).trimEnd();
  const after = prompt.slice(to).trimStart();
  const open = after === '' ? before.replace(/[\s,;]+$/, '') : before;
  const gap = open !== '' && after !== '' && !/^[,;.]/.test(after) ? ' ' : '';
  return open + gap + (open === '' ? after.replace(/^[\s,;]+/, '') : after);
}

/** With `text` in place of a range; “a” before it becomes “an” where it begins with a vowel. */
export function replaced(prompt: string, { from, to }: Range, text: string): string {
  const before = prompt.slice(0, from).replace(/\b(a)n?( )$/i, (_, article, gap) => {
    return `${article}${/^[aeiou]/i.test(text) ? 'n' : ''}${gap}`;
  });
  return before + text + prompt.slice(to);
}

/** With `text` at a place, and spaces around it where words stand. */
export function inserted(prompt: string, at: number, text: string): string {
  const before = prompt.slice(0, at);
  const after = prompt.slice(at);
  const left = before === '' || /\s$/.test(before) ? '' : ' ';
  const right = after === '' || /^[\s,;.]/.test(after) ? '' : ' ';
  return replaced(before + left + right + after, range(before.length + left.length), text);
}

const range = (at: number): Range => ({ from: at, to: at });

/**
 * Without a phrase. A thing takes what is said of it along where others are left; the last one leaves its words, as
 * they may be for another thing.
 */
export function withoutPhrase(prompt: string, { layers, setting }: PromptReading, phrase: Phrase) {
  const index = layers.findIndex(({ phrases }) => phrases.includes(phrase));
  const layer = layers[index];
  if (phrase.kind !== 'thing' || !layer || layers.length === 1) return without(prompt, phrase);
  const next = layers[index + 1];
  const last = layers[index - 1];
  const cut = next ? { from: layer.from, to: next.from } : { from: last!.to, to: layer.to };
  const holds = setting.some(({ from, to }) => from >= cut.from && to <= cut.to);
  return without(prompt, holds || cut.to <= cut.from ? layer : cut);
}

/** What a phrase can be changed to, and how it is shown. */
export interface Choice {
  label: string;
  text: string; // that is typed for it
  value: string;
  thing?: string; // for its thumbnail
  hex?: string;
}

const LARGEST_MENU = 40; // of things; the others are in the gallery

export function choicesFor(
  { kind, value }: Phrase,
  layer: LayerReading | null,
  names: Names,
): Choice[] {
  const count = countOf(layer);
  if (kind === 'thing') {
    const group = names.things.find(({ name }) => name === value)?.group;
    const alike = names.things.filter((thing) => thing.group === group).slice(0, LARGEST_MENU);
    return alike.map(({ name, several }) => ({
      label: name,
      text: count > 1 ? several : name,
      value: name,
      thing: name,
    }));
  }
  const { styles = [] } = names.things.find(({ name }) => name === thingOf(layer)?.value) ?? {};
  const known = (names.words[kind] ?? []).filter(
    (word) => kind !== 'style' || styles.includes(word.value),
  );
  const choices = known.map((word): Choice => {
    const choice = { label: word.name, text: word.name, value: word.value };
    return word.value.startsWith('#') ? { ...choice, hex: word.value } : choice;
  });
  return kind === 'motion' ? [...ownOf(layer, names), ...choices.filter(isMovement)] : choices;
}

const isMovement = ({ value }: Choice) => value !== 'alive';

/** A thing's own movements come first. */
function ownOf(layer: LayerReading | null, { things }: Names): Choice[] {
  const name = thingOf(layer)?.value;
  const own = things.find((thing) => thing.name === name)?.own ?? [];
  return own.map((text) => ({ label: text, text, value: 'alive' }));
}

export const thingOf = (layer: LayerReading | null) =>
  layer?.phrases.find(({ kind }) => kind === 'thing');

const countOf = (layer: LayerReading | null): number =>
  Number(layer?.phrases.find(({ kind }) => kind === 'count')?.value ?? 1);

/** With a phrase changed; a number takes the plural of its thing along. */
export function changed(
  prompt: string,
  phrase: Phrase,
  layer: LayerReading | null,
  { text, value }: Choice,
  { things }: Names,
): string {
  const head = thingOf(layer);
  const thing = things.find(({ name }) => name === head?.value);
  if (phrase.kind !== 'count' || !head || !thing) return replaced(prompt, phrase, text);
  const name = value === '1' ? thing.name : thing.several;
  const known = [thing.name, thing.several].includes(head.words.toLowerCase());
  const renamed = known && head.from > phrase.to ? replaced(prompt, head, name) : prompt;
  return replaced(renamed, phrase, text);
}

/** What more can be said of a layer: one of each kind that is not said yet. */
export interface Addition {
  kind: Extract<
    PhraseKind,
    'count' | 'colour' | 'motion' | 'style' | 'size' | 'speed' | 'order' | 'ground'
  >;
  text: string;
  at: number; // where it goes
}

export function additionsTo(
  prompt: string,
  { layers, setting }: PromptReading,
  layer: LayerReading,
  { things }: Names,
): Addition[] {
  const head = thingOf(layer);
  if (!head) return [];
  const said = new Set([...layer.phrases, ...setting].map(({ kind }) => kind));
  const move = layer.phrases.find(({ kind }) => kind === 'motion');
  const several = countOf(layer) > 1 || layers.length > 1;
  const { suits = '', styles = [] } = things.find(({ name }) => name === head.value) ?? {};
  const end = prompt.trimEnd().length;
  const begin = Math.min(...layer.phrases.map(({ from }) => from), head.from);
  const all: (Addition | false)[] = [
    { kind: 'count', text: 'three', at: begin },
    { kind: 'colour', text: 'blue', at: head.from },
    !move && {
      kind: 'motion',

      text: suits === 'still' ? 'bouncing' : suits,
      at: head.to,
    },
    { kind: 'style', text: styles[1] ?? '', at: head.from },
    { kind: 'size', text: 'small', at: head.from },
    move !== undefined && { kind: 'speed', text: 'slowly', at: move.to },
    several && { kind: 'order', text: 'one after another', at: end },
    { kind: 'ground', text: 'on white', at: end },
  ];
  return all
    .filter((one) => one !== false)
    .filter(({ kind, text }) => !said.has(kind) && text !== '');
}

/** With an addition; a number stands in the article's place, and makes a plural of the thing. */
export function added(
  prompt: string,
  addition: Addition,
  layer: LayerReading,
  names: Names,
): string {
  const { kind, text, at } = addition;
  if (kind !== 'count') return inserted(prompt, at, text);
  const head = thingOf(layer);
  const thing = names.things.find(({ name }) => name === head?.value);
  const plural = head && thing && head.words.toLowerCase() === thing.name;
  const many = plural ? replaced(prompt, head, thing.several) : prompt;
  const before = many.slice(0, at).replace(/\b(an?|the)\s+$/i, '');
  return inserted(before + many.slice(at), before.length, text);
}

/** With another thing where the prompt names one; else the thing alone. */
export function withThing(
  prompt: string,
  reading: PromptReading | null,
  name: string,
  names: Names | null,
) {
  const [layer, ...others] = reading?.layers ?? [];
  const head = thingOf(layer ?? null);
  if (!layer || !head || others.length > 0) return name;
  const thing = names?.things.find((one) => one.name === name);
  const own = layer.phrases.find(({ kind, value }) => kind === 'motion' && value === 'alive');
  const text = countOf(layer) > 1 ? (thing?.several ?? name) : name;
  const kept = own && own.from !== head.from && own.from > head.to ? without(prompt, own) : prompt; // its own movement is not the other's
  return replaced(kept, head, text);
}
