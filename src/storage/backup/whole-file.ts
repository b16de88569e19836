import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Lets `write` fill a file beside the wanted one, which only its owner may read, and puts it in place when it is whole: nobody
 * ever sees a part of it, and what was there stays when `write` rejects. `place` is what the move is.
 */
export async function writeWhole<T>(
  file: string,
  write: (part: string) => Promise<T>,
  place: (part: string) => void | Promise<void> = (part) => renameSync(part, file),
): Promise<T> {
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  try {
    const written = await write(part);
    flush(part);
    await place(part);
    flush(dirname(file));
    return written;
  } finally {
    for (const rest of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${rest}`, { force: true });
  }
}

/** Puts a file's content, or a folder's names, on disk. */
function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
