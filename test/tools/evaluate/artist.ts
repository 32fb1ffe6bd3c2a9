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

process.on('message', async ({ at, prompt, phases }: Task & { at: number }) => {
  process.send!(await work(at, prompt, phases));
});
process.send!('ready');

async function work(at: number, prompt: string, phases: number[]): Promise<Work> {
  try {
    return { at, pictures: await artist.draw(prompt, phases) };
  } catch (error) {
    if (error instanceof RequestError) return { at, problem: error.message }; // a wrong answer
    throw error;
  }
}
