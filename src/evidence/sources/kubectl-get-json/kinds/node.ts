import type { KubernetesNode } from '../../../../facts/kubernetes.ts';
import type { NodeCondition } from '../../../../facts/node-state.ts';
import { parsePrefixed } from '../../../text/addresses.ts';
import { at, isObject, type JsonObject, listAt, textAt } from '../../../text/json-value.ts';
import { plainText } from '../../../text/plain-text.ts';
import type { ObjectKind } from '../object-kind.ts';

export const node: ObjectKind = {
  kind: 'Node',
  resources: ['nodes', 'node', 'no'],
  facts: ['kubernetes.nodes', 'kubernetes.node-conditions', 'kubernetes.pod-cidrs'],
  read(object) {
    const item = isObject(object['status']) ? nodeOfObject(object) : null;
    if (item === null) return [];
    const cidrs = podCidrsOfObject(object).filter((cidr) => parsePrefixed(cidr) !== null);
    return [
      { fact: 'kubernetes.nodes', item },
      ...conditionsOfObject(object, item.name).map((condition) => ({
        fact: 'kubernetes.node-conditions',
        item: condition,
      })),
      ...cidrs.map((cidr) => ({ fact: 'kubernetes.pod-cidrs', item: cidr })),
    ];
  },
};

/** The node that an object of kind Node describes; `null` when the object has no name. */
function nodeOfObject(object: JsonObject): KubernetesNode | null {
  const name = textAt(object, 'metadata', 'name');
  if (name === undefined) return null;
  const condition = listAt(object, 'status', 'conditions').find((one) => at(one, 'type') === 'Ready');
  const ready = at(condition, 'status') === 'True';
  const word = condition === undefined ? 'Unknown' : ready ? 'Ready' : 'NotReady';
  const cordoned = at(object, 'spec', 'unschedulable') === true;
  return {
    name,
    ready,
    status: cordoned ? `${word},SchedulingDisabled` : word,
    roles: rolesOf(object),
    ...optional('version', textAt(object, 'status', 'nodeInfo', 'kubeletVersion')),
    ...optional('internalAddress', addressOf(object, 'InternalIP')),
    ...optional('externalAddress', addressOf(object, 'ExternalIP')),
    ...optional('podCidr', textAt(object, 'spec', 'podCIDR')),
  };
}

function conditionsOfObject(object: JsonObject, node: string): NodeCondition[] {
  return listAt(object, 'status', 'conditions').flatMap((condition) => {
    const [type, status] = [textAt(condition, 'type'), textAt(condition, 'status')];
    const reason = textAt(condition, 'reason');
    if (type === undefined || (status !== 'True' && status !== 'False' && status !== 'Unknown')) return [];
    return [{ node, type, status, ...(reason === undefined ? {} : { reason }) }];
  });
}

/** Ranges that the node gives addresses to its pods from, one a family. */
function podCidrsOfObject(object: JsonObject): string[] {
  const all = [textAt(object, 'spec', 'podCIDR'), ...listAt(object, 'spec', 'podCIDRs')];
  return [...new Set(all)].filter((cidr) => typeof cidr === 'string').map(plainText);
}

const optional = <K extends string>(property: K, text: string | undefined): Partial<Record<K, string>> =>
  // Holds: a computed key of type K gives a record of exactly that key.
  text === undefined ? {} : ({ [property]: text } as Record<K, string>);

const rolePrefix = 'node-role.kubernetes.io/';

function rolesOf(object: JsonObject): string[] {
  const labels = at(object, 'metadata', 'labels');
  if (labels === null || typeof labels !== 'object') return [];
  return Object.keys(labels)
    .map(plainText)
    .filter((label) => label.startsWith(rolePrefix) && label.length > rolePrefix.length)
    .map((label) => label.slice(rolePrefix.length))
    .sort();
}

function addressOf(object: JsonObject, type: string): string | undefined {
  const addresses = listAt(object, 'status', 'addresses');
  return textAt(
    addresses.find((address) => at(address, 'type') === type),
    'address',
  );
}
