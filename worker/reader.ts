/** What understands prompts while they are typed: the reader, completions and names, from texts alone. */
import type { KnownThing, Names, ReaderApi, Thumbnails, Unpacked } from './api';
import { createOrder } from './likely';
import { obeysOf, readDefaults } from './moves';
import { unpackModel } from './page/unpack';
import { openPromptReader } from './prompt/read';
import { createCompletion } from './prompt/typing/complete';
import { collectKnown, severalOf } from './prompt/typing/known';
import { readingOf } from './prompt/typing/phrases';
import { createSearch } from './prompt/typing/search';
import type { Vocabulary } from './vocabulary';

const OWN = 3; // of a thing's own movements that are offered
const OWNERS = 200; // things from which on a movement is nobody's own: all outlines draw themselves
const USUAL = ['bouncing', 'spinning', 'pulsing', 'floating']; // what designers ask for most

export function openReader({ model, tables: files }: Unpacked) {
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
  const read = (prompt: string) => readingOf(reader.trace(prompt));
  const complete = createCompletion(reader, known, { motionsFor });
  const english = new Set(known.phrases.map(({ text }) => text));
  const order = createOrder({ things, english, read });
  return {
    read,
    complete: (prompt: string, caret: number) => order(prompt, caret, complete(prompt, caret)),
    find: createSearch(reader, known),
    names: (): Names => ({ things, words: known.words }),
    thumbnails: () => thumbnailsOf(model),
  };
}

/** The same, as a worker answers. */
export function createReaderApi(): ReaderApi {
  let opening: Promise<ReturnType<typeof openReader>> | undefined;
  const opened = () =>
    opening ?? Promise.reject(new Error('The reader is not open: call open first.'));
  return {
    async open(given) {
      const files = await unpackModel(given);
      opening = later(() => openReader(files)); // once they are handed over
      opening.then(
        ({ read, complete }) => later(() => [read(WARMING), complete(WARMING, 2)]),
        forgive,
      );
      return files;
    },
    read: async (prompt) => (await opened()).read(prompt),
    complete: async (prompt, caret) => (await opened()).complete(prompt, caret),
    find: async (words) => (await opened()).find(words),
    names: async () => (await opened()).names(),
    thumbnails: async () => (await opened()).thumbnails(),
  };
}

const later = <T>(work: () => T): Promise<T> =>
  new Promise((resolve) => setTimeout(resolve)).then(work);

const WARMING = 'zwei foos'; // opens tables that are opened when first needed
const forgive = () => {}; // whoever asks is told

const textOf = (bytes?: Uint8Array) => (bytes ? new TextDecoder().decode(bytes) : '');

/** `thumbnails.txt` says of `thumbnails.webp`: edge and columns, then a name a line. */
function thumbnailsOf(model: Record<string, Uint8Array>): Thumbnails | null {
  const image = model['thumbnails.webp'];
  const [sizes = '', ...things] = textOf(model['thumbnails.txt']).trim().split('\n');
  const [edge = 0, columns = 0] = sizes.split(' ').map(Number);
  return image && edge > 0 && columns > 0 ? { image, edge, columns, things } : null;
}
