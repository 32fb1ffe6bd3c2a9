/** Everyday English around names: articles, plurals, word orders, fillers. */

export type Wording = (thing: string, motion: string) => string;

export const article = (word: string) =>
  /^([aio]|e(?!u)|u(?!ni|s[aei])|hour|honest)/.test(word) ? 'an' : 'a';
export const indefinite = (thing: string) => `${article(thing)} ${thing}`;

/** The usual ways to ask for a motion, the first one whatever its name is. */
export const WORDINGS: readonly [Wording, ...Wording[]] = [
  (thing, motion) => `${thing} ${motion}`,
  (thing, motion) => `${motion} ${thing}`,
  (thing, motion) => `${indefinite(thing)} ${motion}`,
  (thing, motion) => `${indefinite(motion)} ${thing}`,
  (thing, motion) => `the ${thing} is ${motion}`,
  (thing, motion) => `Animated ${thing}, ${motion}`,
];

/** Less usual ones. */
export const PARAPHRASES: readonly Wording[] = [
  (thing, motion) => `please make me an endless gif of ${indefinite(thing)} ${motion}`,
  (thing, motion) => `${motion}: the ${thing}`,
  (thing, motion) => `I need a really nice ${thing} that is ${motion}`,
  (thing, motion) => `${indefinite(thing)} which is ${motion}, please`,
  (thing, motion) => `Show the ${motion} ${thing}!`,
  (thing, motion) => `${motion} and looping, some cute ${thing}`,
];

/** With a verb for the motion: “bounces”. */
export const VERB_WORDINGS: readonly Wording[] = [
  (thing, motion) => `the ${thing} ${motion}, please`,
  (thing, motion) => `${indefinite(thing)} that ${motion}`,
  (thing, motion) => `it ${motion}! I want ${indefinite(thing)}`,
];

/** Of several things, for one prompt. */
export const PLURALS: readonly Wording[] = [
  (things, motion) => `${things} ${motion}`,
  (things, motion) => `some ${motion} ${things}`,
  (things, motion) => `the ${things} are ${motion}`,
];

/** How designers ask for a style that is not the usual one. */
export const STYLE_WORDINGS: readonly ((thing: string, style: string) => string)[] = [
  (thing, style) => `${style} ${thing}`,
  (thing, style) => `${thing} ${style}`,
];

/** Of a name whose last word is no plural; `undefined` where English has no regular one. */
export function plural(name: string): string | undefined {
  if (!/[a-z]$/.test(name) || /(s|men|people|feet|teeth|fish|sheep|mice|geese)$/.test(name)) return;
  if (/[^aeiou]y$/.test(name)) return name.replace(/y$/, 'ies');
  if (/(x|z|ch|sh|[^aeiou]o)$/.test(name)) return `${name}es`;
  if (/(af|lf|ife|rf|man|foot|tooth|mouse|goose|child|person|ox)$/.test(name)) return;
  return `${name}s`;
}
