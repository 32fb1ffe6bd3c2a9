/** Quick actions: what is offered for each of their parameters, and what was chosen. */
import { continued, thingIn } from './complete';
import type { Opening, Size } from './protocol';
import { loadHistory } from './stored/memory';
import { loadLastClip } from './stored/settings';
import { WORDS } from './words';

export const PROMPTS = [
  'a rocket bouncing',
  'three blue stars pulsing',
  'burning fire',
  'a ghost floating',
  'a cat and a balloon floating',
  'a skeleton list',
  'typing dots',
  'a green progress ring',
  'a spinner',
  'a gift popping in',
  'a heart beating',
  'a party popper',
  'a bell wiggling',
  'an airplane flying across',
  'a winking face',
  'a cloud raining',
];

export const STYLES = ['flat', '3d', 'outline']; // as the model's vocabulary has them

const { sizes } = WORDS;

const SIZES: readonly (Size & { name: string })[] = [
  { name: sizes.icon, width: 64, height: 64 },
  { name: sizes.sticker, width: 128, height: 128 },
  { name: sizes.illustration, width: 320, height: 320 },
  { name: sizes.card, width: 320, height: 180 },
  { name: sizes.banner, width: 640, height: 160 },
  { name: sizes.phone, width: 390, height: 844 },
];

const EDGE = { least: 16, most: 1024 }; // px

/** Answers quick actions while the designer types. */
export function offerSuggestions(): void {
  figma.parameters.on('input', async ({ key, query, result }) => {
    result.setSuggestions(await suggestionsFor(key, query.trim()));
  });
}

async function suggestionsFor(key: string, query: string): Promise<string[]> {
  const matching = (names: readonly string[]) =>
    names.filter((name) => name.toLowerCase().includes(query.toLowerCase()));
  if (key === 'style') return matching(STYLES);
  if (key === 'size') {
    const own = readSize(query);
    const names = matching(SIZES.map(({ name, ...size }) => `${name}, ${nameOf(size)}`));
    return own ? [nameOf(own), ...names] : names;
  }
  const known = matching([...(await ownPrompts()), ...PROMPTS]);
  return [...new Set(query === '' ? known : [...known, ...continued(query)])];
}

/** What the selected layer is called, the last prompt, favourites, then what was made before. */
async function ownPrompts(): Promise<string[]> {
  const [selected] = figma.currentPage.selection;
  const named = selected ? thingIn(selected.name) : null;
  const last = await loadLastClip();
  remembered ??= loadHistory(); // once while one types, not at each key
  const { clips } = await remembered;
  const favourites = clips.filter(({ favourite }) => favourite);
  const made = [...favourites, ...clips].map(({ request }) => request.prompt);
  return [named, last?.request.prompt, ...made].filter((one) => one != null);
}

let remembered: ReturnType<typeof loadHistory> | undefined;

/** What was asked for; `null` without a prompt. */
export function quickOpening({ prompt, style, size }: ParameterValues): Opening | null {
  if (typeof prompt !== 'string' || prompt.trim() === '') return null;
  const words = [prompt.trim(), typeof style === 'string' ? style.trim() : ''];
  const chosen = typeof size === 'string' ? readSize(size) : null;
  const opening = { kind: 'quick', prompt: words.filter(Boolean).join(', ') } as const;
  return chosen ? { ...opening, size: chosen } : opening;
}

const nameOf = ({ width, height }: Size) => WORDS.sizeOf(width, height);

/** Two numbers that are edges, or one for a square, wherever they stand: “Card, 320 × 180”. */
function readSize(text: string): Size | null {
  const [width, height = width] = (text.match(/\d+/g) ?? []).map(Number);
  const isEdge = (edge: number | undefined): edge is number =>
    edge !== undefined && edge >= EDGE.least && edge <= EDGE.most;
  return isEdge(width) && isEdge(height) ? { width, height } : null;
}
