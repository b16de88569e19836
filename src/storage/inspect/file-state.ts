import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the file system says of a SQLite file, without opening it. */
export interface FileState {
  exists: boolean;
  /** Permission bits: 0o600. */
  mode: number;
  bytes: number;
  logBytes: number;
  /** What is free for this process where the file is, or would be; `null`: unknown. */
  freeBytes: number | null;
  isReadable: boolean;
  /** The file and its folder, in which SQLite makes its log. */
  isWritable: boolean;
}

export function fileStateOf(file: string): FileState {
  const exists = existsSync(file);
  const stats = exists ? statSync(file) : null;
  const folder = nearestFolder(file);
  return {
    exists,
    mode: (stats?.mode ?? 0) & 0o777,
    bytes: stats?.size ?? 0,
    logBytes: statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    freeBytes: freeIn(folder),
    isReadable: exists && may(file, constants.R_OK),
    isWritable: may(folder, constants.W_OK) && (!exists || may(file, constants.W_OK)),
  };
}

/** The folder of the file, or the one in which it would be made. */
function nearestFolder(file: string): string {
  let folder = dirname(file);
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
