/** The clip that is there, in other forms: as a file, on the clipboard, as a frame that moves. */
import type { Recipe, ToPlugin } from '../../plugin/protocol';
import type { ClipFile, Format, GenerateRequest, Unreadable } from '../../worker/api';
import type { Answer } from '../clips';
import type { Client } from '../link/client';
import type { Notice } from '../state';
import type { Store } from '../store';
import { WORDS } from '../words';
import { copyPicture } from './clipboard';
import { save } from './download';

const words = WORDS.exports;

/** One that the menu has. */
export type OtherFormat = keyof typeof words.formats;

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
    exportAs: (format: OtherFormat): Promise<void> =>
      withClip(words.writing(words.formats[format].name), async (request) => {
        const file = await fileOf(request, format);
        save(blobOf(file), file.name);
        return words.saved(file.name, file.note ?? '');
      }),

    copyStill: (): Promise<void> =>
      withClip(words.copying, async (request) => {
        await copyPicture(fileOf(request, 'png').then(blobOf));
        return words.copied;
      }),

    insertMotion: (): Promise<void> =>
      withClip(words.moving, async (request) => {
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
  if (!answer) throw new Error(words.cancelled);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

const blobOf = ({ bytes, type }: ClipFile) => new Blob([new Uint8Array(bytes)], { type });
