/**
 * Draws a thumbnail of each thing with a model, and puts them into its folder as one image: `thumbnails.webp`, with
 * `thumbnails.txt`, which says what is where. Run it once for each release of a model.
 *
 *   npm run thumbnails -- [--model models/flashvideo-v3] [--engine wasm] [--most 40] [--bytes 400000] [--out /tmp]
 *
 * A run that is stopped goes on where it was: drawings are kept in `.cache/thumbnails`, by the model's checksums.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { offerWebGpu } from '../gpu';
import { loadModel } from '../worker/model';
import { openReader } from '../worker/reader';
import { readAssets, readShippedModel, SHIPPED_MODEL } from './shipped';
import { layOut } from './thumbnails/atlas';
import { openCache } from './thumbnails/cache';
import { drawStill } from './thumbnails/draw';

const { values: flags } = parseArgs({
  options: {
    model: { type: 'string', default: `models/${SHIPPED_MODEL}` },
    engine: { type: 'string', default: 'wasm' },
    most: { type: 'string' },
    bytes: { type: 'string' },
    out: { type: 'string' },
  },
});

const { engine } = flags;
if (engine !== 'wasm' && engine !== 'webgpu') {
  throw new Error(`The engine should be wasm or webgpu, and is “${engine}”.`);
}
if (engine === 'webgpu') await offerWebGpu();
const folder = flags.out ?? flags.model;
const files = await readShippedModel(pathToFileURL(`${flags.model}/`));
const assets = { ...(await readAssets(engine)), model: files };
const { names } = await openReader(assets);
const things = names()
  .things.map(({ name }) => name)
  .slice(0, Number(flags.most ?? Number.POSITIVE_INFINITY));
const model = await loadModel(assets, engine);
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
const { image, list, quality } = await layOut(drawn, flags.bytes ? Number(flags.bytes) : undefined);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/thumbnails.webp`, image);
writeFileSync(`${folder}/thumbnails.txt`, list);
console.log(
  `${drawn.length} of ${things.length} things, ${image.length.toLocaleString('en')} bytes at quality ${quality}.`,
);
process.exit(0); // the runtime keeps Node alive
