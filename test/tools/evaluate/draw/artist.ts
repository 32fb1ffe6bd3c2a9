/** A process of the studio: draws one task after the other. */
import { readRuntime, readShippedModel, readTables } from '../../../../models/shipped';
import { RequestError } from '../../../../worker/request';
import { openArtist } from './model';
import type { Contract, Task, Work } from './studio';

const { folder, ...habits }: Contract = JSON.parse(process.argv[2]!);
const [runtime, model, tables] = await Promise.all([
  readRuntime(),
  readShippedModel(folder === undefined ? undefined : new URL(folder)),
  readTables(),
]);
const artist = await openArtist({ runtime, model, tables }, habits);

process.on('message', async ({ at, task }: { at: number; task: Task }) => {
  process.send!(await work(at, task));
});
process.send!('ready');

async function work(at: number, task: Task): Promise<Work> {
  try {
    return { at, drawn: await artist.draw(task) };
  } catch (error) {
    if (error instanceof RequestError) return { at, problem: error.message }; // a wrong answer
    throw error;
  }
}
