import type { KubernetesPod } from '../../../../facts/kubernetes.ts';
import { at, type JsonObject, listAt, textAt } from '../../../text/json-value.ts';

/** The pod that an object of kind Pod describes; `null` when the object has no name. */
export function podOfObject(object: JsonObject): KubernetesPod | null {
  const name = textAt(object, 'metadata', 'name');
  if (name === undefined) return null;
  const statuses = listAt(object, 'status', 'containerStatuses');
  const address = textAt(object, 'status', 'podIP');
  const node = textAt(object, 'spec', 'nodeName');
  return {
    namespace: textAt(object, 'metadata', 'namespace') ?? null,
    name,
    readyContainers: statuses.filter((status) => at(status, 'ready') === true).length,
    containers: Math.max(listAt(object, 'spec', 'containers').length, statuses.length),
    status: statusOf(object),
    restarts: statuses.reduce<number>((sum, status) => sum + countAt(status, 'restartCount'), 0),
    ...(address === undefined ? {} : { address }),
    ...(node === undefined ? {} : { node }),
  };
}

const countAt = (value: unknown, property: string): number => {
  const count = at(value, property);
  return typeof count === 'number' && Number.isSafeInteger(count) ? count : 0;
};

/**
 * The STATUS column as kubectl prints it.
 *
 * @see printPod in pkg/printers/internalversion/printers.go of Kubernetes
 */
function statusOf(object: JsonObject): string {
  const reason = textAt(object, 'status', 'reason');
  if (at(object, 'metadata', 'deletionTimestamp') != null)
    return reason === 'NodeLost' ? 'Unknown' : 'Terminating';
  const own = reason ?? textAt(object, 'status', 'phase') ?? 'Unknown';
  return initStatus(object) ?? containerStatus(object) ?? own;
}

function initStatus(object: JsonObject): string | null {
  const statuses = listAt(object, 'status', 'initContainerStatuses');
  for (const [position, status] of statuses.entries()) {
    if (at(status, 'state', 'terminated', 'exitCode') === 0 || at(status, 'started') === true) continue;
    const terminated = at(status, 'state', 'terminated');
    if (terminated != null)
      return `Init:${textAt(terminated, 'reason') ?? `ExitCode:${countAt(terminated, 'exitCode')}`}`;
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    if (waiting !== undefined && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${position}/${Math.max(listAt(object, 'spec', 'initContainers').length, statuses.length)}`;
  }
  return null;
}

/** The first container that waits or has ended speaks for the pod. */
function containerStatus(object: JsonObject): string | null {
  const statuses = listAt(object, 'status', 'containerStatuses');
  const reasons = statuses.map((status) => {
    const terminated = at(status, 'state', 'terminated');
    const code = countAt(terminated, 'exitCode');
    const ended = terminated == null ? undefined : (textAt(terminated, 'reason') ?? `ExitCode:${code}`);
    return textAt(status, 'state', 'waiting', 'reason') ?? ended;
  });
  const reason = reasons.find((found) => found !== undefined) ?? null;
  const someRuns = statuses.some(
    (status) => at(status, 'state', 'running') != null && at(status, 'ready') === true,
  );
  return reason === 'Completed' && someRuns ? 'Running' : reason;
}
