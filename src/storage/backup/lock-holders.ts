import { readFileSync, statSync } from 'node:fs';

/** Ids of the processes of this machine that hold locks on a file, as Linux tells (proc_locks(5)); elsewhere none is known. */
export function lockHolders(file: string): number[] {
  const inode = statSync(file, { throwIfNoEntry: false })?.ino;
  if (inode === undefined) return [];
  const held = /^\d+: (?:->)? ?\w+ +\w+ +\w+ (?<pid>\d+) [0-9a-f]+:[0-9a-f]+:(?<inode>\d+) /;
  const found = lockTable().flatMap((line) => {
    const groups = held.exec(line)?.groups;
    return groups !== undefined && Number(groups['inode']) === inode ? [Number(groups['pid'])] : [];
  });
  return [...new Set(found)].filter((pid) => pid !== process.pid);
}

function lockTable(): string[] {
  try {
    return readFileSync('/proc/locks', 'utf8').split('\n');
  } catch {
    return [];
  }
}
