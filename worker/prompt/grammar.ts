/**
 * The English around the names: colours, sizes, counts and how things lie to each other. These words are
 * obeyed exactly, by arithmetic on what the network draws; it need not know them.
 */

export type Hex = `#${string}`;
export type Tone = 'light' | 'pale' | 'dark' | 'bright';
export type Size = 'small' | 'big';
/** Where the thing before a connector lies, seen from the one after it. */
export type Place = 'beside' | 'left' | 'right' | 'above' | 'below';

/** A colour as it was asked for. */
export interface Tint {
  hex: Hex;
  tone?: Tone;
}

/** Between two things. A loose one may as well lie within one name: “salt and pepper”. */
export interface Connector {
  place: Place;
  loose: boolean;
  wears?: boolean; // a colour may follow: “a cat in orange”
}

type Table<T> = Record<string, T>; // words joined by a space → what they mean

const COLOURS: Table<Hex> = {
  ...{ red: '#e5322e', crimson: '#b8143c', scarlet: '#f0341f', ruby: '#c9184a' },
  ...{ burgundy: '#7a1a33', maroon: '#7d1f2b', cherry: '#d2143a', 'blood red': '#9c1414' },
  ...{ orange: '#f5871f', amber: '#ffb300', tangerine: '#f77f0e', apricot: '#fbb67a' },
  ...{ coral: '#ff7256', salmon: '#fa8a76', peach: '#ffc29b', terracotta: '#c8603e' },
  ...{ yellow: '#f7dd2b', lemon: '#fbe84a', mustard: '#d9a91e', cream: '#fdf3d0' },
  ...{ gold: '#dfab2a', golden: '#dfab2a', blonde: '#f0d58a', 'rose gold': '#dfa193' },
  ...{ green: '#34b14c', lime: '#9be02c', 'lime green': '#8bd62c', olive: '#85862b' },
  ...{ 'olive green': '#7a8530', mint: '#8fe3bd', 'mint green': '#8fe3bd', emerald: '#17a35f' },
  ...{ jade: '#2aa876', 'forest green': '#22743a', 'sea green': '#2e9e77', khaki: '#b5a76c' },
  ...{ teal: '#14a89c', turquoise: '#2cccc0', aqua: '#34d3dc', aquamarine: '#5fe3c2' },
  ...{ cyan: '#22c3e6', azure: '#2f9df5', 'sky blue': '#6cc0f5', 'baby blue': '#a4d3f7' },
  ...{ blue: '#2d6fe0', navy: '#1f3575', 'navy blue': '#1f3575', cobalt: '#1f4fc4' },
  ...{ 'royal blue': '#3457d8', sapphire: '#1c4fb8', ultramarine: '#3040c8' },
  ...{ indigo: '#4b3fc4', violet: '#7f4fe0', purple: '#9840d4', lavender: '#b9a3ee' },
  ...{ lilac: '#c7a4e2', mauve: '#c39bd3', plum: '#8a3a85', orchid: '#cf6fd0' },
  ...{ magenta: '#d9269f', fuchsia: '#e32fa8', pink: '#f26bb0', rose: '#f0648f' },
  ...{ 'hot pink': '#fb3f9a', 'baby pink': '#f9bcd4' },
  ...{ brown: '#8a5a33', chocolate: '#5e3a21', tan: '#cfa878', beige: '#e6d6b4' },
  ...{ bronze: '#b0763a', copper: '#b8693d', rust: '#a8481f', caramel: '#bf7f3f' },
  ...{ black: '#2a2a2e', charcoal: '#43464c', grey: '#8f949b', gray: '#8f949b' },
  ...{ silver: '#c3c8cf', white: '#f8f8f9', ivory: '#f8f3e3' },
};

const TONES: Table<Tone> = {
  ...{ light: 'light', pastel: 'pale', pale: 'pale', soft: 'pale', faint: 'pale' },
  ...{ dark: 'dark', deep: 'dark', bright: 'bright', vivid: 'bright', neon: 'bright' },
};

const SIZES: Table<Size> = {
  ...{ small: 'small', little: 'small', tiny: 'small', mini: 'small', miniature: 'small' },
  ...{ smaller: 'small', teeny: 'small', wee: 'small', minuscule: 'small', petite: 'small' },
  ...{ big: 'big', large: 'big', huge: 'big', giant: 'big', gigantic: 'big', enormous: 'big' },
  ...{ massive: 'big', bigger: 'big', larger: 'big', oversized: 'big', colossal: 'big' },
};

const COUNTS: Table<number> = {
  ...{ one: 1, single: 1, '1': 1, two: 2, couple: 2, pair: 2, '2': 2 },
  ...{ three: 3, few: 3, trio: 3, '3': 3, four: 4, several: 4, many: 4, '4': 4 },
  ...{ five: 5, '5': 5, six: 6, '6': 6, seven: 7, '7': 7, eight: 8, '8': 8 },
  ...{ nine: 9, '9': 9, ten: 10, '10': 10, dozen: 12, '12': 12 },
};

const loose = (place: Place): Connector => ({ place, loose: true });
const firm = (place: Place): Connector => ({ place, loose: false });

const CONNECTORS: Table<Connector> = {
  ...{ and: loose('beside'), with: loose('beside'), plus: loose('beside'), '&': loose('beside') },
  ...{ '+': loose('beside'), ',': loose('beside'), ';': loose('beside'), by: loose('beside') },
  ...{
    in: { ...loose('beside'), wears: true },
    at: loose('beside'),
    'along with': loose('beside'),
  },
  ...{ beside: firm('beside'), besides: firm('beside'), 'next to': firm('beside') },
  ...{ near: firm('beside'), alongside: firm('beside'), inside: firm('beside') },
  ...{ behind: firm('beside'), 'in front of': firm('beside'), 'close to': firm('beside') },
  ...{ 'together with': firm('beside'), versus: firm('beside'), vs: firm('beside') },
  ...{ 'left of': firm('left'), 'to the left of': firm('left'), 'on the left of': firm('left') },
  ...{ 'right of': firm('right'), 'to the right of': firm('right') },
  ...{ 'on the right of': firm('right'), on: loose('above'), above: firm('above') },
  ...{ over: firm('above'), 'on top of': firm('above'), atop: firm('above'), onto: firm('above') },
  ...{ upon: firm('above'), below: firm('below'), under: firm('below') },
  ...{ beneath: firm('below'), underneath: firm('below') },
};

/** Words that say nothing of their own: “blue-coloured”. */
export const SILENT: ReadonlySet<string> = new Set([
  ...['coloured', 'colored', 'sized', 'both', 'each', 'all'],
]);

/** A meaning and how many words it takes. */
export interface Found<T> {
  means: T;
  length: number;
}

/** The meaning of the most words that begin at `at`. */
function createMatcher<T>(table: Table<T>) {
  const longest = Math.max(...Object.keys(table).map((key) => key.split(' ').length));
  return (words: string[], at: number): Found<T> | undefined => {
    for (let length = Math.min(longest, words.length - at); length > 0; length--) {
      const key = words.slice(at, at + length).join(' ');
      if (Object.hasOwn(table, key)) return { means: table[key]!, length };
    }
    return undefined;
  };
}

export const matchConnector = createMatcher(CONNECTORS);
export const matchSize = createMatcher(SIZES);
export const matchCount = createMatcher(COUNTS);
const matchNamedColour = createMatcher(COLOURS);

const HEX = /^#(?:[0-9a-f]{3}){1,2}$/;
/** Connectors that are no words, and colours as designers copy them. */
export const MARKS = '[,;&+]|#(?:[0-9a-f]{3}){1,2}(?![\\p{L}\\p{N}])';

function matchColour(words: string[], at: number): Found<Hex> | undefined {
  const digits = words[at]?.slice(1) ?? '';
  if (!HEX.test(words[at] ?? '')) return matchNamedColour(words, at);
  return { means: `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`, length: 1 };
}

/** A colour, with a tone before it or without: “light blue”. */
export function matchTint(words: string[], at: number): Found<Tint> | undefined {
  const tone = Object.hasOwn(TONES, words[at] ?? '') ? TONES[words[at]!] : undefined;
  const colour = matchColour(words, at + (tone ? 1 : 0));
  if (!colour) return undefined;
  const { means: hex, length } = colour;
  return tone ? { means: { hex, tone }, length: length + 1 } : { means: { hex }, length };
}

const wordsOf = (...tables: Table<unknown>[]) =>
  tables.flatMap((table) => Object.keys(table).flatMap((key) => key.split(' ')));

/** Words of colours, to suggest for a misspelt one. */
export const COLOUR_WORDS: ReadonlySet<string> = new Set(wordsOf(COLOURS));

export const GRAMMAR_WORDS: ReadonlySet<string> = new Set(wordsOf(COLOURS, TONES, SIZES, COUNTS));

/** Whether a word means something here, whatever the model knows. */
export const isGrammar = (word: string) => GRAMMAR_WORDS.has(word) || HEX.test(word);
