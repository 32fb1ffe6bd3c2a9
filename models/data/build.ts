/**
 * `npm run data [-- --limit 24]`: writes the training pack, and for the whole corpus the attributions.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { countDrawn } from './art/living/cells';
import { openSampler } from './art/living/sample';
import { buildLanguages } from './languages/build';
import { allSources, attribution } from './licences/attribution';
import { buildMeanings } from './meanings/build';
import { type Clip, INTERFACE, readCatalogue, type Subject } from './names/catalogue';
import { buildPack, createStore } from './pack';

/**
 * The most cells that a clip's key frames may draw, by style: what a network of 11 million parameters learns of all that
 * is here, without melting (models/train/LOG.md). Beyond it a subject keeps its picture.
 */
const MOST_DRAWN = [430, 450, 210];

const ATTRIBUTION = new URL('../ATTRIBUTION.md', import.meta.url);

const { values: flags } = parseArgs({
  options: {
    limit: { type: 'string' }, // about so many subjects only, for a look at the training on a CPU
    out: { type: 'string', default: new URL('pack', import.meta.url).pathname },
  },
});
const partial = (name: string) => `${flags.out}/${name}.partial`;
/** A reader never sees half a file. */
const publish = (name: string) => renameSync(partial(name), `${flags.out}/${name}`);
const say = (line: string) => console.error(line);

const whole = readCatalogue();
const catalogue = flags.limit ? thinned(Number(flags.limit)) : whole;
const total = catalogue.subjects.filter(({ group }) => group !== INTERFACE).length;
say('fetching the animated emoji (730 MB, once) …');
const sampler = await openSampler();

mkdirSync(flags.out, { recursive: true });
const [pictures, clips] = [createStore(partial('pictures.bin')), createStore(partial('clips.bin'))];
const leftOut = new Map<string, string[]>();
const busy = new Set<string>(); // clips that draw too much
const everything = await buildPack(catalogue, framesOf, pictures, clips, (done) => {
  if (done % 50 === 0 || done === total) say(`subjects ${done} / ${total}`);
});
const index = {
  ...everything,
  clips: everything.clips.filter(
    (clip) => !busy.has(`${everything.subjects[clip.subject]!.name} ${clip.style}`),
  ),
};
await sampler.close();
pictures.close();
clips.close();
const meanings = await buildMeanings(catalogue, say);
writeFileSync(partial('meanings.txt'), meanings);
writeFileSync(partial('languages.txt'), buildLanguages(catalogue.subjects));
writeFileSync(partial('index.json'), JSON.stringify(index));
for (const name of ['pictures.bin', 'clips.bin', 'meanings.txt', 'languages.txt', 'index.json'])
  publish(name);
if (catalogue === whole) writeFileSync(ATTRIBUTION, attribution(allSources(catalogue, meanings)));
for (const [fault, names] of leftOut)
  say(`left out, ${fault}: ${names.length} (${names.join(', ')})`);
say(
  `${index.subjects.length} subjects, ${index.words.length} words, ${index.clips.length} clips, ${index.heldOut.length} pictures held out`,
);
for (const { package: name, licence, items } of allSources(catalogue, meanings))
  say(`${name}: ${licence}, ${items} items`);

/** @returns `null` for what is left out, which is noted */
async function framesOf(clip: Clip, subject: Subject): Promise<Uint8Array[] | null> {
  const frames = await sampler.sample(clip, subject);
  if (typeof frames === 'string') return leaveOut(frames, subject);
  if (countDrawn(frames) <= MOST_DRAWN[clip.style]!) return frames;
  busy.add(`${subject.name} ${clip.style}`);
  leaveOut('too much changes', subject);
  return frames; // its picture may come from them
}

function leaveOut(fault: string, { name }: Subject): null {
  leftOut.set(fault, [...(leftOut.get(fault) ?? []), name]);
  return null;
}

/** About `count` subjects of all groups. @throws when that is no number of subjects */
function thinned(count: number) {
  const all = whole.subjects;
  if (!Number.isInteger(count) || count < 4 || count > all.length) {
    throw new Error(`--limit should be a whole number from 4 to ${all.length}, and is ${count}.`);
  }
  const every = Math.floor(all.length / count);
  return { ...whole, subjects: all.filter((_, index) => index % every === 0) };
}
