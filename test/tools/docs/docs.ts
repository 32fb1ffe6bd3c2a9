/**
 * Writes the guides in docs/ out of what the product itself knows and says.
 *
 *   tsx test/tools/docs/docs.ts [--motions] [--panel]    the GIF of all movements and the picture of the built panel too
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readShippedModel, readTables } from '../../../models/shipped';
import { motionsGif } from './motions';
import { panelPicture } from './panel';
import { promptGuide } from './prompts';
import { troubleshooting } from './troubles';

const { values } = parseArgs({
  options: {
    motions: { type: 'boolean', default: false },
    panel: { type: 'boolean', default: false },
  },
});

writeFileSync('docs/PROMPTS.md', promptGuide(await readShippedModel(), await readTables()));
writeFileSync('docs/TROUBLESHOOTING.md', troubleshooting());
if (values.motions) writeFileSync('docs/motions.gif', await motionsGif());
if (values.panel) writeFileSync('docs/panel.png', await panelPicture('a ghost floating'));
