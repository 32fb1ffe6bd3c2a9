/** Files that are written all at once or not at all. */
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RequestError } from './worker/request';

/**
 * Writes a file all at once or not at all: the bytes go into a neighbour that is renamed at the end.
 * The neighbour is opened first, so that an unwritable path is known before the work.
 *
 * @throws {RequestError} naming the file and why it cannot be written
 */
export async function writeWhole<T>(
  file: string,
  work: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  if ((await stat(file).catch(() => null))?.isDirectory()) {
    throw new RequestError(`The file ${file} cannot be written: it is a folder.`);
  }
  const neighbour = join(dirname(file), `.${basename(file)}.${process.pid}`);
  const handle = await open(neighbour, 'wx').catch(unwritable);
  for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
    process.once(signal, () => rm(neighbour, { force: true }).then(() => process.exit(code)));
  }
  try {
    const result = await work((bytes) => handle.writeFile(bytes));
    await handle.close();
    await rename(neighbour, file);
    return result;
  } finally {
    await handle.close().catch(() => {}); // it may be closed
    await rm(neighbour, { force: true });
  }

  function unwritable(error: NodeJS.ErrnoException): never {
    throw new RequestError(`The file ${file} cannot be written: ${reasonOf(error)}.`);
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'its folder does not exist';
  if (code === 'ENOTDIR') return 'a part of its path is not a folder';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'this is not allowed here';
  return message;
}
