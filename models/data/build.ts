/** `npm run data`: writes the training pack, the kept key frames of the clips and the attributions. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { attribution } from './attribution';
import { INTERFACE, readCatalogue, type Subject } from './catalogue';
import { fetchAnimations, keepKeyFrames, readLiving, sampleAnimation } from './living';
import { buildPack, createStore, drawPlaceholderFrames } from './pack';
import { readPictures } from './sources';

const FOLDER = new URL('pack/', import.meta.url);
const ATTRIBUTION = new URL('../ATTRIBUTION.md', import.meta.url);
const partial = (name: string) => new URL(`${name}.partial`, FOLDER);
/** A reader never sees half a file. */
const publish = (name: string) => renameSync(partial(name), new URL(name, FOLDER));

const catalogue = readCatalogue();
const total = catalogue.subjects.length;
console.error('fetching the animated emoji (730 MB, once) …');
const animations = await fetchAnimations();
const codePoints = readPictures().hex;
const kept = new Map([...readLiving().keys()].map((name): [string, Uint8Array[]] => [name, []]));

async function framesOf(subject: Subject): Promise<Uint8Array[]> {
  if (subject.group === INTERFACE) return drawPlaceholderFrames(subject);
  const file = animations.files.get(codePoints.get(subject.icon) ?? '');
  if (!file)
    throw new Error(`There should be an animation of “${subject.name}”, and there is none.`);
  const frames = await sampleAnimation(file);
  kept.set(subject.name, frames);
  return frames;
}

mkdirSync(FOLDER, { recursive: true });
const [pictures, clips] = [createStore(partial('pictures.bin')), createStore(partial('clips.bin'))];
const index = await buildPack(catalogue, framesOf, pictures, clips, (done) => {
  if (done % 50 === 0 || done === total) console.error(`subjects ${done} / ${total}`);
});
pictures.close();
clips.close();
await keepKeyFrames([...kept.values()]);
index.sources.push({ ...animations.source, items: kept.size });
writeFileSync(ATTRIBUTION, attribution(index.sources));
writeFileSync(partial('index.json'), JSON.stringify(index));
for (const name of ['pictures.bin', 'clips.bin', 'index.json']) publish(name); // last: the way to both
console.error(
  `${total} subjects, ${index.motions.length} motions, ${index.words.length} words, ${kept.size} animated emoji`,
);
for (const { package: name, licence, items } of index.sources)
  console.error(`${name}: ${licence}, ${items} items`);
