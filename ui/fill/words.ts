/** Names of layers → prompts: what designers and exporters add to a name says nothing of what belongs there. */

/** Words around a thing's name in names of layers and files. */
const NOISE = new Set(
  (
    'icon icons ico ic img imgs illustration illustrations illu graphic graphics asset assets svg png gif jpg ' +
    'jpeg webp copy final v1 v2 placeholder temp tmp todo container wrapper slot fill default variant state type'
  ).split(' '),
);

/** What may stand before a thing that is shown: “Photo of coffee”. */
const SHOWN_IN =
  /^(photo|picture|image|pic|thumbnail|thumb|illustration|icon|drawing|cover|avatar|animation|gif)s?\s+(of|for|with)\s+(an?\s+|the\s+)?/;

/** Prompts that a layer's words may be read as, the likeliest first, each once. */
export function promptsFrom(words: readonly string[]): string[] {
  const prompts = words.flatMap((text) => {
    const parts = text.split(/[/\\>]/);
    const last = promptOf(parts[parts.length - 1] ?? '');
    const whole = promptOf(text);
    return last.split(' ').every((word) => STATES.has(word)) ? [whole, last] : [last, whole];
  });
  return prompts.filter((prompt, i) => prompt !== '' && prompts.indexOf(prompt) === i);
}

/** Words that say how a component stands, and no thing. */
const STATES = new Set(
  (
    'checked unchecked disabled enabled error active inactive hover hovered pressed focus focused selected unselected ' +
    'empty online offline loading success filled outline small medium large xs sm md lg xl on off night day open closed ' +
    'dots card default light dark'
  ).split(' '),
);

const LONGEST = 200; // characters

/** One name or text as a prompt. */
export function promptOf(text: string): string {
  const spaced = text
    .replace(/@\d(\.\d)?x|\b\d+\s*(px|×|x)\s*\d*\b/gi, ' ') // sizes
    .replace(/\b[\w ]+=/g, ' ') // a variant's properties: “Type=Rocket”
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2') // camelCase
    .replace(/[_/\\|>#()[\]{}:;•·—–=+*~"“”]+|\.(?=\w)|-+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(SHOWN_IN, '');
  const words = spaced.split(/\s+/);
  const said = words.filter((word, i) => !NOISE.has(word) && !isCounter(word, i, words));
  return (said.length > 0 ? said : words.filter((word) => !/^\d+$/.test(word)))
    .join(' ')
    .slice(0, LONGEST);
}

/** The number of a copy, “star 3”; but not how many there are, “3 stars”. */
const isCounter = (word: string, at: number, words: string[]) =>
  /^\d+$/.test(word) && (at === words.length - 1 || word.length > 2);
