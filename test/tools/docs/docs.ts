/**
 * Writes the guides in docs/ out of what the product itself knows and says.
 *
 *   tsx test/tools/docs/docs.ts [--motions] [--panel] [--things]
 *
 * The GIF of all movements, the picture of the built panel and the sheets of all things too, where asked for.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readShippedModel, readTables } from '../../../models/shipped';
import { motionsGif } from './motions';
import { panelPicture } from './panel';
import { pictures, promptGuide, THINGS } from './prompts';
import { thingSheets } from './things';
import { troubleshooting } from './troubles';

const { values } = parseArgs({
  options: {
    motions: { type: 'boolean', default: false },
    panel: { type: 'boolean', default: false },
    things: { type: 'boolean', default: false },
  },
});

const [model, tables] = await Promise.all([readShippedModel(), readTables()]);
if (values.things) await writeThings();
writeFileSync('docs/PROMPTS.md', promptGuide(model, tables, pictures()));
writeFileSync('docs/TROUBLESHOOTING.md', troubleshooting());
if (values.motions) writeFileSync('docs/motions.gif', await motionsGif());
if (values.panel) writeFileSync('docs/panel.png', await panelPicture('a ghost floating'));

/** Sheets of groups that the model has no more go. */
async function writeThings(): Promise<void> {
  const sheets = await thingSheets(model);
  rmSync(THINGS, { recursive: true, force: true });
  mkdirSync(THINGS);
  for (const [group, sheet] of sheets) writeFileSync(`${THINGS}/${group}.webp`, sheet);
}
