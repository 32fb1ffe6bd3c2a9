/** The text files of `tables/`: who wants them in TypeScript reads them here. */

/** Text files by name, without “.txt”: those of `tables/` and, as “languages/de”, of its languages. */
export type Tables = ReadonlyMap<string, string>;

/** Lines of a table: `meaning: phrase, phrase`. Lines that begin with # are remarks. */
export function* readTable(text: string): Generator<{ meaning: string; phrases: string[] }> {
  for (const line of text.split('\n')) {
    const colon = line.search(/:(?!\d)/); // but “16:9” is a meaning
    if (line.startsWith('# ') || colon < 0) continue;
    const phrases = line.slice(colon + 1).split(',');
    yield {
      meaning: line.slice(0, colon).trim(),
      phrases: phrases.map((phrase) => phrase.trim()).filter((phrase) => phrase !== ''),
    };
  }
}

/** Thing → phrases that the vocabulary files under it, and nobody would draw so, of the table `own-words`. */
export const readDenials = (text: string): Map<string, string[]> =>
  new Map(
    [...readTable(text)].flatMap(({ meaning, phrases }) => {
      const [, name] = /^not (.*)$/.exec(meaning) ?? [];
      return name ? [[name, phrases] as const] : [];
    }),
  );

/** Phrases that the vocabulary files under things and that are no names, of the table `own-words`. */
export const readDoubts = (text: string): ReadonlySet<string> =>
  new Set(
    [...readTable(text)].flatMap((line) => (line.meaning === 'doubtful' ? line.phrases : [])),
  );
