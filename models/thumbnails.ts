/**
 * Draws a thumbnail of each thing with a model, and puts them into its folder as one image: `thumbnails.webp`, with
 * `thumbnails.txt`, which says what is where. Run it once for each release of a model.
 *
 *   npm run thumbnails -- [--model models/flashvideo-v2] [--engine auto] [--most 40] [--out /tmp]
 *
 * A run that is stopped goes on where it was: drawings are kept in `.cache/thumbnails`, by the model's checksums.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { offerWebGpu } from '../gpu';
import type { Engine } from '../worker/api';
import { loadModel } from '../worker/model';
import { openReader } from '../worker/reader';
import { readRuntime, readShippedModel, readTables, SHIPPED_MODEL } from './shipped';
import { layOut } from './thumbnails/atlas';
import { openCache } from './thumbnails/cache';
import { drawStill } from './thumbnails/draw';

const { values: flags } = parseArgs({
  options: {
    model: { type: 'string', default: `models/${SHIPPED_MODEL}` },
    engine: { type: 'string', default: 'wasm' },
    most: { type: 'string' },
    out: { type: 'string' },
  },
});

const folder = flags.out ?? flags.model;
await offerWebGpu();
const [runtime, files, tables] = await Promise.all([
  readRuntime(),
  readShippedModel(pathToFileURL(`${flags.model}/`)),
  readTables(),
]);
const { names } = await openReader({ model: files, tables });
const things = names()
  .things.map(({ name }) => name)
  .slice(0, Number(flags.most ?? Number.POSITIVE_INFINITY));
const model = await loadModel({ runtime, model: files, tables }, flags.engine as Engine);
const cache = openCache(model.config.checksums);
const drawn: { thing: string; png: Uint8Array }[] = [];
for (const [i, thing] of things.entries()) {
  const png = cache.get(thing) ?? (await drawStill(model, thing));
  if (png === null) console.log(`“${thing}” is not what its own name is read as: left out.`);
  else {
    cache.set(thing, png);
    drawn.push({ thing, png });
  }
  if ((i + 1) % 50 === 0) console.log(`${i + 1} of ${things.length}`);
}
const { image, list, quality } = await layOut(drawn);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/thumbnails.webp`, image);
writeFileSync(`${folder}/thumbnails.txt`, list);
console.log(
  `${drawn.length} of ${things.length} things, ${image.length.toLocaleString('en')} bytes at quality ${quality}.`,
);
process.exit(0); // the runtime keeps Node alive
