/**
 * `npm run own -- my-clips`: writes a training pack that holds a team's own clips (see models/OWN_CLIPS.md).
 * Nothing is written before all of them have been found good.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bareBase, readBase } from './own/base';
import { readCaptions } from './own/list';
import { checkClips, writePack } from './own/pack';
import { messageOf, refuse } from './own/problems';

const PACK = fileURLToPath(new URL('pack', import.meta.url));
const USAGE = `npm run own -- <folder> [--out <pack folder>] [--alone]

  <folder>         holds captions.txt and the clips that it lists (see models/OWN_CLIPS.md)
  --out <folder>   where the pack goes; models/data/pack/own when left out
  --pack <folder>  the pack that the clips are added to; models/data/pack when left out
  --alone          the clips only, with no other subject`;

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function main() {
  const { values: flags, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string', default: `${PACK}/own` },
      pack: { type: 'string', default: PACK },
      alone: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    throw new Error(`One folder should be given, and ${positionals.length} are.\n\n${USAGE}`);
  }
  if ([flags.pack, PACK, folder].some((taken) => resolve(taken) === resolve(flags.out))) {
    throw new Error(`--out should be a folder of its own, and is ${flags.out}.`);
  }
  const say = (line: string) => console.error(line);
  const base = flags.alone ? bareBase() : readBase(flags.pack);
  const { lines, problems } = readCaptions(folder, base.index);
  refuse([...problems, ...(await checkClips(lines, say))]);
  const { words, subjects } = await writePack(lines, base, flags.out, say);
  say(
    `${flags.out}: ${lines.length} clips of your own, ${subjects.length} subjects, ` +
      `${words.length} words, ${words.length - base.index.words.length} of them new`,
  );
}
