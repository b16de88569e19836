import type { NodeCondition } from '../../../facts/node-state.ts';

const types =
  'Ready|MemoryPressure|DiskPressure|PIDPressure|OutOfDisk|NetworkUnavailable|KernelDeadlock|ReadonlyFilesystem|ConfigOK';
const start = new RegExp(`^\\s{0,8}(${types})\\s{1,40}(True|False|Unknown)\\s`);

/** A time as kubectl prints it: `Tue, 04 Mar 2025 09:02:11 +0000`. */
const time = /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}/g;

/** A row of the table of conditions: type, status, two times, reason and message. */
export function conditionRow(text: string): Omit<NodeCondition, 'node'> | null {
  const [, type, status] = start.exec(text) ?? [];
  const last = [...text.slice(0, 400).matchAll(time)].at(-1);
  if (
    type === undefined ||
    (status !== 'True' && status !== 'False' && status !== 'Unknown') ||
    last === undefined
  )
    return null;
  const reason = /^\s{1,40}([A-Z]\w{2,80})(?:\s|$)/.exec(text.slice(last.index + last[0].length))?.[1];
  return { type, status, ...(reason === undefined ? {} : { reason }) };
}
