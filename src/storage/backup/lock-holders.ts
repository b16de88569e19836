import { readFileSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** A lock on a range of a file's bytes, as Linux tells of it (proc_locks(5)). */
interface Lock {
  pid: number;
  isWrite: boolean;
  start: number;
}

/** Ids of the processes of this machine that hold locks on a file; elsewhere than on Linux none is known. */
export const lockHolders = (file: string): number[] =>
  [...new Set(locksOn(file).map(({ pid }) => pid))].filter((pid) => pid !== process.pid);

/** The byte of the `-shm` file whose lock is that of the one who writes. https://sqlite.org/walformat.html#wal_locks */
const WRITER = 120;
const SAMPLES = 5;
const APART_MILLISECONDS = 60;

/** The process that holds a SQLite file's lock for writing all the time, as far as it can be seen; `null`: nobody does. */
export async function writeLockHolder(file: string): Promise<number | null> {
  let holder: number | undefined;
  for (let sample = 0; sample < SAMPLES; sample++) {
    if (sample > 0) await setTimeout(APART_MILLISECONDS);
    holder = locksOn(`${file}-shm`).find(({ isWrite, start }) => isWrite && start === WRITER)?.pid;
    if (holder === undefined) return null;
  }
  return holder ?? null;
}

function locksOn(file: string): Lock[] {
  const inode = statSync(file, { throwIfNoEntry: false })?.ino;
  const held = /^\d+: \w+ +\w+ +(?<kind>\w+) (?<pid>\d+) [0-9a-f]+:[0-9a-f]+:(?<inode>\d+) (?<start>\d+) /;
  return lockTable().flatMap((line) => {
    const { kind, pid, inode: of, start } = held.exec(line)?.groups ?? {};
    if (inode === undefined || Number(of) !== inode) return [];
    return [{ pid: Number(pid), isWrite: kind === 'WRITE', start: Number(start) }];
  });
}

function lockTable(): string[] {
  try {
    return readFileSync('/proc/locks', 'utf8').split('\n');
  } catch {
    return [];
  }
}
