/**
 * `npm run data [-- --limit 24]`: writes the training pack, and for the whole corpus the kept key frames of the
 * clips and the attributions.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fetchAnimations, keepKeyFrames, readLiving, sampleAnimation } from './art/living';
import { readPictures } from './art/sources';
import { buildLanguages } from './languages/build';
import { allSources, attribution } from './licences/attribution';
import { buildMeanings } from './meanings/build';
import { INTERFACE, readCatalogue, type Subject } from './names/catalogue';
import { buildPack, createStore, drawPlaceholderFrames } from './pack';

const ATTRIBUTION = new URL('../ATTRIBUTION.md', import.meta.url);

const { values: flags } = parseArgs({
  options: {
    limit: { type: 'string' }, // only every so-many-th subject, for a look at the training on a CPU
    out: { type: 'string', default: new URL('pack', import.meta.url).pathname },
  },
});
const partial = (name: string) => `${flags.out}/${name}.partial`;
/** A reader never sees half a file. */
const publish = (name: string) => renameSync(partial(name), `${flags.out}/${name}`);

const whole = readCatalogue();
const catalogue = flags.limit ? thinned(Number(flags.limit)) : whole;
const total = catalogue.subjects.length;
console.error('fetching the animated emoji (730 MB, once) …');
const animations = await fetchAnimations();
const codePoints = readPictures().hex;
const kept = new Map([...readLiving().keys()].map((name): [string, Uint8Array[]] => [name, []]));

mkdirSync(flags.out, { recursive: true });
const [pictures, clips] = [createStore(partial('pictures.bin')), createStore(partial('clips.bin'))];
const index = await buildPack(catalogue, framesOf, pictures, clips, (done) => {
  if (done % 50 === 0 || done === total) console.error(`subjects ${done} / ${total}`);
});
pictures.close();
clips.close();
const meanings = await buildMeanings(catalogue, (line) => console.error(line));
writeFileSync(partial('meanings.txt'), meanings);
writeFileSync(partial('languages.txt'), buildLanguages(catalogue.subjects));
writeFileSync(partial('index.json'), JSON.stringify(index));
const written = ['pictures.bin', 'clips.bin', 'meanings.txt', 'languages.txt', 'index.json'];
for (const name of written) publish(name);
if (catalogue === whole) {
  await keepKeyFrames([...kept.values()]);
  writeFileSync(ATTRIBUTION, attribution(allSources(catalogue, meanings)));
}
console.error(
  `${total} subjects, ${index.motions.length} motions, ${index.words.length} words, ${index.subjects.filter(({ clip }) => clip).length} clips`,
);
for (const { package: name, licence, items } of allSources(catalogue, meanings))
  console.error(`${name}: ${licence}, ${items} items`);

async function framesOf(subject: Subject): Promise<Uint8Array[]> {
  if (subject.group === INTERFACE) return drawPlaceholderFrames(subject);
  const file = animations.get(codePoints.get(subject.icon) ?? '');
  if (!file)
    throw new Error(`There should be an animation of “${subject.name}”, and there is none.`);
  const frames = await sampleAnimation(file);
  kept.set(subject.name, frames);
  return frames;
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
