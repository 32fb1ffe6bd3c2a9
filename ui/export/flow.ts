/** The clip that is there, in other forms: as a file, on the clipboard, as a frame that moves. */
import type { Recipe, ToPlugin } from '../../plugin/protocol';
import type { ClipFile, Format, GenerateRequest, Unreadable } from '../../worker/api';
import type { Answer } from '../clips';
import type { Client } from '../link/client';
import type { Notice } from '../state';
import type { Store } from '../store';
import { copyPicture } from './clipboard';
import { save } from './download';

interface ExportOptions {
  store: Store;
  client: Client;
  hand: (message: (id: number) => ToPlugin) => Promise<Answer>;
}

/** Actions of the panel. */
export function createExports({ store, client, hand }: ExportOptions) {
  /** Does something with the clip; tells that it began, and how it ended. */
  async function withClip(
    began: string,
    work: (request: GenerateRequest) => Promise<string | null>,
  ) {
    const { result, job } = store.get();
    if (!result || job) return;
    tell('good', began);
    try {
      const ended = await work(result.made[0].request);
      if (ended !== null) tell('good', ended);
    } catch (error) {
      tell('bad', error instanceof Error ? error.message : String(error));
    }
  }

  const tell = (tone: Notice['tone'], text: string) =>
    store.dispatch({ type: 'noticed', notice: { tone, text } });

  const fileOf = async (request: GenerateRequest, format: Format): Promise<ClipFile> =>
    made(await client.exportAs(request, format));

  return {
    exportAs: (format: Format, name: string): Promise<void> =>
      withClip(`Writing ${name}…`, async (request) => {
        const file = await fileOf(request, format);
        save(blobOf(file), file.name);
        return [`Saved ${file.name}.`, file.note].filter(Boolean).join(' ');
      }),

    copyStill: (): Promise<void> =>
      withClip('Copying the first frame…', async (request) => {
        await copyPicture(fileOf(request, 'png').then(blobOf));
        return 'The first frame is on the clipboard, as a PNG.';
      }),

    insertMotion: (): Promise<void> =>
      withClip('Getting the movements ready…', async (request) => {
        const { width, height, frames, seconds, ground, parts } = made(
          await client.recipe(request),
        );
        const recipe: Recipe = { width, height, frames, seconds, ground, parts };
        await hand((id) => ({ type: 'motion', id, name: request.prompt, recipe }));
        return null; // the answer is told already
      }),
  };
}

/** @throws a sentence where nothing was made */
function made<T extends object>(answer: T | Unreadable | null): T {
  if (!answer) throw new Error('That was cancelled.');
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

const blobOf = ({ bytes, type }: ClipFile) => new Blob([new Uint8Array(bytes)], { type });
