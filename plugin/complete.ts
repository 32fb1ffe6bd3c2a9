/** What may follow the words of a prompt that is typed as a quick action, where the reader does not run. */

declare const COMMON_THINGS: string; // names with commas between, the commonest first; the build has them of the model

const things = (): string[] => COMMON_THINGS.split(',');
const MOVEMENTS = [
  'bouncing',
  'spinning',
  'pulsing',
  'floating',
  'jumping',
  'wiggling',
  'swinging',
  'popping in',
  'flying across',
  'fading in',
  'blinking',
  'rolling',
];
const MOST = 8;

/** The thing that words name: “icon/heart”, “Cat_02”, “a red cat”; `null` where they name none. */
export function thingIn(text: string): string | null {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.reverse().find((word) => things().includes(word)) ?? null;
}

/** Prompts that go on from the query: by the name that its last words begin, then by how that thing may move. */
export function continued(query: string): string[] {
  const words = query.toLowerCase().split(/\s+/);
  const begun = words[words.length - 1] ?? '';
  const before = words.slice(0, -1).join(' ');
  const goesOn = (one: string) => [before, one].filter(Boolean).join(' ');
  const next = thingIn(before) === null ? things() : MOVEMENTS;
  const found = next.filter((one) => one !== begun && one.startsWith(begun)).sort(byLength);
  const moves = things().includes(begun) ? MOVEMENTS.map((one) => `${query} ${one}`) : [];
  return [...moves.slice(0, MOST / 2), ...found.map(goesOn)].slice(0, MOST);
}

/** The shorter name is the likelier one, of two as long the commoner: “star” before “starfish”. */
const byLength = (a: string, b: string) => a.length - b.length;
