/** A process of the studio: draws one prompt after the other. */
import { readRuntime, readShippedModel, readTables } from '../../../models/shipped';
import { RequestError } from '../../../worker/request';
import { openArtist } from './model';
import type { Contract, Task, Work } from './studio';

const { folder, ...habits }: Contract = JSON.parse(process.argv[2]!);
const [runtime, model, tables] = await Promise.all([
  readRuntime(),
  readShippedModel(folder === undefined ? undefined : new URL(folder)),
  readTables(),
]);
const artist = await openArtist({ runtime, model, tables }, habits);

process.on('message', async ({ at, prompt, whole }: Task & { at: number }) => {
  process.send!(await work(at, prompt, whole));
});
process.send!('ready');

async function work(at: number, prompt: string, whole: boolean): Promise<Work> {
  try {
    if (whole) return { at, gif: await artist.animate(prompt) };
    return { at, pictures: await artist.draw(prompt) };
  } catch (error) {
    if (error instanceof RequestError) return { at, problem: error.message }; // a wrong answer
    throw error;
  }
}
