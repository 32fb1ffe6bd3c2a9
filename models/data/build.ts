/** `npm run data`: writes the training pack and the attributions. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { attribution } from './attribution';
import { buildPack, readCatalogue } from './catalogue';

const FOLDER = new URL('pack/', import.meta.url);
const ATTRIBUTION = new URL('../ATTRIBUTION.md', import.meta.url);

const catalogue = readCatalogue();
const total = catalogue.subjects.length;
const { index, sprites } = await buildPack(catalogue, (done) => {
  if (done % 50 === 0 || done === total) console.error(`sprites ${done} / ${total}`);
});
writeFileSync(ATTRIBUTION, attribution(index.sources));
mkdirSync(FOLDER, { recursive: true });
write('sprites.bin', sprites);
write('index.json', JSON.stringify(index)); // last: whoever sees it may read both
console.error(
  `${total} subjects, ${index.motions.length} motions, ${index.words.length} words, ${sprites.length} bytes of sprites`,
);

/** A reader never sees half a file. */
function write(name: string, data: string | Buffer) {
  const partial = new URL(`${name}.partial`, FOLDER);
  writeFileSync(partial, data);
  renameSync(partial, new URL(name, FOLDER));
}
