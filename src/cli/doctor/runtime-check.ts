import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { asSize } from '../text-layout.ts';
import { type Finding, linesOf } from './finding.ts';

const { ok, warn, fail } = linesOf('runtime');

/** `engines` of package.json. */
const OLDEST_NODE = [22, 18] as const;
const LITTLE_MEMORY = 256 * 1024 * 1024;
const FEW_FILES = 1024;

/** What this process was given, and so would a server that is started in the same way. */
export function checkRuntime(): Finding[] {
  const heap = getHeapStatistics().heap_size_limit;
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(heap, constrained) : heap;
  const files = openFilesLimit();
  return [
    ...checkNode(process.versions.node),
    memory < LITTLE_MEMORY
      ? warn(
          `Memory is limited to ${asSize(memory)}: a long submission may end the process.`,
          'Give it 512 MiB or more (limits.memory, --max-old-space-size).',
        )
      : ok(`Memory: ${asSize(memory)} at most.`),
    ...(files === null ? [] : [checkFiles(files)]),
  ];
}

export function checkNode(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return [
    isOld
      ? fail(
          `Node.js ${version} is too old.`,
          `Use ${OLDEST_NODE.join('.')} or newer; npm ci brings the right one.`,
        )
      : ok(`Node.js ${version}.`),
  ];
}

const checkFiles = (files: number): Finding =>
  files < FEW_FILES
    ? warn(
        `At most ${files} files and connections may be open at once.`,
        'Raise it: ulimit -n 65536, LimitNOFILE= in systemd.',
      )
    : ok(`Open files: ${files} at most.`);

/** Linux tells it; `null` elsewhere, and where there is no limit. */
function openFilesLimit(): number | null {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? null : Number(limit);
  } catch {
    return null;
  }
}
