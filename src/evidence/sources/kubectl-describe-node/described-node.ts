import type { KubernetesNode, NodeAddress } from '../../../facts/kubernetes.ts';
import type { NodeCondition } from '../../../facts/node-state.ts';
import { isAddress } from '../../text/addresses.ts';
import { type Description, fieldValue } from '../../text/description.ts';

/** The node that a description shows; `null` when it is of something else, or its state is not shown. */
export function describedNode(
  description: Description,
  conditions: readonly Omit<NodeCondition, 'node'>[],
): KubernetesNode | null {
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready === undefined) return null;
  const roles = fieldValue(description, 'Roles');
  const word = ready.status === 'True' ? 'Ready' : 'NotReady';
  const cordoned = fieldValue(description, 'Unschedulable') === 'true';
  return {
    name: description.name,
    ready: ready.status === 'True',
    status: cordoned ? `${word},SchedulingDisabled` : word,
    ...(roles === undefined ? {} : { roles: roles === '<none>' ? [] : roles.split(',').sort() }),
    ...optional('version', indented(description, /^\s+Kubelet Version:\s+(v\d\S{0,60})/)),
    ...optional('internalAddress', addressIn(description, 'InternalIP')),
    ...optional('externalAddress', addressIn(description, 'ExternalIP')),
    ...optional('podCidr', fieldValue(description, 'PodCIDR')),
  };
}

/** Where a description was cut short, its node is known by its address alone. */
export function describedAddress(description: Description): NodeAddress | null {
  const address = addressIn(description, 'InternalIP');
  return address === undefined ? null : { node: description.name, address };
}

const optional = <K extends string>(property: K, text: string | undefined): Partial<Record<K, string>> =>
  // Holds: a computed key of type K gives a record of exactly that key.
  text === undefined || text === '' ? {} : ({ [property]: text } as Record<K, string>);

function indented({ lines }: Description, pattern: RegExp): string | undefined {
  for (const { text } of lines) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function addressIn(description: Description, type: string): string | undefined {
  const address = indented(description, new RegExp(`^\\s+${type}:\\s+(\\S{2,60})`));
  return address !== undefined && isAddress(address) ? address : undefined;
}
