import type { KubernetesPod } from '../../../facts/kubernetes.ts';
import type { Line } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { type Description, fieldValue, namespaceOf } from '../../text/description.ts';

/** What the description says of one container. */
interface Container {
  ready: boolean;
  restarts: number;
  /** Why it waits or has ended. */
  reason: string | null;
}

/** The pod that a description shows; `null` when it is of something else. */
export function describedPod(description: Description): KubernetesPod | null {
  const node = fieldValue(description, 'Node');
  const phase = fieldValue(description, 'Status')?.split(' ')[0];
  if (node === undefined || phase === undefined || !/^[A-Z][A-Za-z]{2,30}$/.test(phase)) return null;
  const containers = containersIn(description, 'Containers');
  const address = fieldValue(description, 'IP');
  const nodeName = node.split('/')[0] ?? '';
  return {
    namespace: namespaceOf(description),
    name: description.name,
    readyContainers: containers.filter(({ ready }) => ready).length,
    containers: containers.length,
    status: statusOf(description, phase, containers),
    restarts: containers.reduce((sum, { restarts }) => sum + restarts, 0),
    ...(address !== undefined && isAddress(address) ? { address } : {}),
    ...(nodeName === '' || nodeName === '<none>' ? {} : { node: nodeName }),
  };
}

/** As the STATUS column of `kubectl get pods`. */
function statusOf(description: Description, phase: string, containers: readonly Container[]): string {
  if (phase === 'Terminating') return phase;
  const waiting = containersIn(description, 'Init Containers').find(
    ({ reason }) => reason !== null && reason !== 'Completed' && reason !== 'PodInitializing',
  );
  if (waiting !== undefined) return `Init:${waiting.reason ?? ''}`;
  const reason = containers.find((one) => one.reason !== null)?.reason;
  const own = fieldValue(description, 'Reason');
  return own !== undefined && own !== '' ? own : (reason ?? phase);
}

/** The containers below a heading at the margin: each is a name at two columns, with its fields below. */
function containersIn({ lines }: Description, heading: string): Container[] {
  const start = lines.findIndex(({ text }) => text.trimEnd() === `${heading}:`);
  if (start < 0) return [];
  const end = lines.findIndex(({ text }, position) => position > start && !/^\s/.test(text));
  const own = lines.slice(start + 1, end < 0 ? undefined : end);
  const heads = own.flatMap(({ text }, position) =>
    /^ {2}[a-z0-9][\w.-]{0,62}:\s*$/.test(text) ? [position] : [],
  );
  return heads.map((head, position) => containerOf(own.slice(head + 1, heads[position + 1])));
}

function containerOf(lines: readonly Line[]): Container {
  const value = (pattern: RegExp) =>
    lines.map(({ text }) => pattern.exec(text)?.[1]).find((found) => found !== undefined);
  const state = lines.findIndex(({ text }) => /^\s+State:\s/.test(text));
  const reason = /^\s+Reason:\s+(\S{1,60})/.exec(lines[state + 1]?.text ?? '')?.[1];
  return {
    ready: value(/^\s+Ready:\s+(True|False)\b/) === 'True',
    restarts: Number(value(/^\s+Restart Count:\s+(\d{1,9})/) ?? 0),
    reason: state < 0 || reason === undefined ? null : reason,
  };
}
