/** What understands prompts while they are typed: the reader, completions and names, from texts alone. */
import type { KnownThing, Names, ReaderApi, Texts, Thumbnails } from './api';
import { obeysOf, readDefaults } from './moves';
import { unpackTexts } from './page/unpack';
import { openPromptReader } from './prompt/read';
import { createCompletion } from './prompt/typing/complete';
import { collectKnown, severalOf } from './prompt/typing/known';
import { readingOf } from './prompt/typing/phrases';
import { createSearch } from './prompt/typing/search';
import type { Vocabulary } from './vocabulary';

const OWN = 3; // of a thing's own movements that are offered
const OWNERS = 200; // things from which on a movement is nobody's own: all outlines draw themselves
const USUAL = ['bouncing', 'spinning', 'pulsing', 'floating']; // what designers ask for most

/** @throws {AssetError} naming the text that is damaged */
export async function openReader(texts: Texts) {
  const { model, tables: files } = await unpackTexts(texts);
  const reader = openPromptReader(model, files, obeysOf);
  const vocabulary: Vocabulary = JSON.parse(textOf(model['vocabulary.json']));
  const tables = new Map(
    Object.entries(files).map(([name, bytes]) => [name.replace(/\.txt$/, ''), textOf(bytes)]),
  );
  const known = collectKnown(vocabulary, tables, reader.lexicon);
  const suiting = readDefaults(tables.get('default-motions') ?? '');
  const motions = new Map(known.words.motion?.map(({ name, value }) => [value, name]));
  const own = new Map<string, string[]>();
  for (const [phrase, owners] of reader.lexicon.owners) {
    if (owners.length > OWNERS) continue;
    for (const thing of owners) own.set(thing, [...(own.get(thing) ?? []), phrase].slice(0, OWN));
  }
  const things = known.things.map(
    ({ name, group, styles }): KnownThing => ({
      name,
      group,
      styles,
      own: own.get(name) ?? [],
      suits: motions.get(suiting(name, group)) ?? suiting(name, group),
      several: severalOf(name, name, reader),
    }),
  );
  const byName = new Map(things.map((thing) => [thing.name, thing]));
  const motionsFor = (name: string) => {
    const { own: moves = [], suits = 'still' } = byName.get(name) ?? {};
    return [...moves, suits, ...USUAL].filter((motion) => motion !== 'still');
  };
  return {
    read: (prompt: string) => readingOf(reader.trace(prompt)),
    complete: createCompletion(reader, known, { motionsFor }),
    find: createSearch(reader, known),
    names: (): Names => ({ things, words: known.words }),
    thumbnails: () => thumbnailsOf(model),
  };
}

/** The same, as a worker answers. */
export function createReaderApi(): ReaderApi {
  let opening: ReturnType<typeof openReader> | undefined;
  const opened = () =>
    opening ?? Promise.reject(new Error('The reader is not open: call open first.'));
  return {
    async open(texts) {
      opening = openReader(texts);
      const { read, complete } = await opening;
      setTimeout(() => [read(WARMING), complete(WARMING, 2)], 0); // tables that are opened when first needed
    },
    read: async (prompt) => (await opened()).read(prompt),
    complete: async (prompt, caret) => (await opened()).complete(prompt, caret),
    find: async (words) => (await opened()).find(words),
    names: async () => (await opened()).names(),
    thumbnails: async () => (await opened()).thumbnails(),
  };
}

const WARMING = 'zwei foos';

const textOf = (bytes?: Uint8Array) => (bytes ? new TextDecoder().decode(bytes) : '');

/** `thumbnails.txt` says of `thumbnails.webp`: edge and columns, then a name a line. */
function thumbnailsOf(model: Record<string, Uint8Array>): Thumbnails | null {
  const image = model['thumbnails.webp'];
  const [sizes = '', ...things] = textOf(model['thumbnails.txt']).trim().split('\n');
  const [edge = 0, columns = 0] = sizes.split(' ').map(Number);
  return image && edge > 0 && columns > 0 ? { image, edge, columns, things } : null;
}
