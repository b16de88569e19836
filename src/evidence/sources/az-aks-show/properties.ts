import { wordTable } from '../../../lib/word-table.ts';
import type { Line, ReadingBuilder } from '../../source.ts';
import { at, isObject, type JsonObject } from '../../text/json-value.ts';
import { plainText } from '../../text/plain-text.ts';

/** Facts of which a property (its name in lower case) holds the value. */
const texts = wordTable<string>({
  fqdn: 'aks.fqdn',
  privatefqdn: 'aks.private-fqdn',
  outboundtype: 'aks.outbound-type',
  networkplugin: 'aks.network-plugin',
});

const lists = wordTable<string>({
  authorizedipranges: 'aks.authorized-ip-ranges',
  podcidr: 'kubernetes.pod-cidrs',
  podcidrs: 'kubernetes.pod-cidrs',
  servicecidr: 'kubernetes.service-cidrs',
  servicecidrs: 'kubernetes.service-cidrs',
});

const isAbsent = (value: unknown): boolean =>
  value === null || value === '' || value === 'None' || value === 'null';

export interface Property {
  /** `apiServerAccessProfile.enablePrivateCluster`, or its end. */
  path: string;
  value: unknown;
  first: Line;
  last: Line;
}

/** Turns one property of a cluster into facts; false when it is none that says anything. */
export function readProperty(reading: ReadingBuilder, property: Property): boolean {
  const { value, first, last } = property;
  const names = property.path.toLowerCase().split('.');
  const name = names.at(-1) ?? '';
  if (name === 'enableprivatecluster') {
    const enabled = isAbsent(value) ? false : asBoolean(value);
    if (enabled !== null) reading.value('aks.private-cluster', enabled, first, last);
    return enabled !== null;
  }
  if (name === 'powerstate' || (name === 'code' && (names.length === 1 || names.at(-2) === 'powerstate')))
    return readText(reading, 'aks.power-state', {
      ...property,
      value: isObject(value) ? at(value, 'code') : value,
    });
  if (Object.hasOwn(texts, name)) return readText(reading, texts[name] ?? '', property);
  return Object.hasOwn(lists, name) && readList(reading, lists[name] ?? '', property);
}

const asBoolean = (value: unknown): boolean | null => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : null;
};

function readText(reading: ReadingBuilder, fact: string, { value, first, last }: Property): boolean {
  if (typeof value !== 'string' || isAbsent(value)) return false;
  reading.value(fact, plainText(value), first, last);
  return true;
}

/** Only of the authorized ranges an absent list says something: everybody may connect. */
function readList(reading: ReadingBuilder, fact: string, { value, first, last }: Property): boolean {
  const items = Array.isArray(value) ? value : isAbsent(value) ? [] : [value];
  const ranges = items.filter((item) => typeof item === 'string' && !isAbsent(item));
  for (const range of ranges) reading.item(fact, plainText(range), first, last);
  if (items.length === 0 && fact === 'aks.authorized-ip-ranges') reading.none(fact, first, last);
  return items.length === ranges.length;
}

/** Whether an object is a managed cluster, or the part of one that tells about its network. */
export function isClusterObject(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  if (isObject(value['properties']) && `${at(value, 'id')}`.toLowerCase().includes('/managedclusters/'))
    return true;
  return (
    (has('apiServerAccessProfile') && (has('networkProfile') || has('fqdn') || has('agentPoolProfiles'))) ||
    (has('networkProfile') && has('agentPoolProfiles')) ||
    (has('enablePrivateCluster') && has('authorizedIpRanges')) ||
    (has('outboundType') && has('networkPlugin'))
  );
}

/** Every property of a cluster that may say something, with its path. */
export function clusterProperties(object: JsonObject): { path: string; value: unknown }[] {
  const cluster = isObject(object['properties']) ? object['properties'] : object;
  const profile = cluster['apiServerAccessProfile'];
  const isWhole = isObject(cluster['networkProfile']) && Array.isArray(cluster['agentPoolProfiles']);
  const access = isObject(profile) ? profile : {};
  const parts: { path: string; value: unknown }[] = Object.entries(cluster).map(([path, value]) => ({
    path,
    value,
  }));
  for (const part of ['networkProfile', 'apiServerAccessProfile'])
    for (const [name, value] of Object.entries(isObject(cluster[part]) ? cluster[part] : {}))
      parts.push({ path: `${part}.${name}`, value });
  // The API leaves out, or sets to null, what is not in use.
  if (isWhole || profile !== undefined) {
    if (!('enablePrivateCluster' in access))
      parts.push({ path: 'apiServerAccessProfile.enablePrivateCluster', value: null });
    if (!('authorizedIpRanges' in access) && !('authorizedIPRanges' in access))
      parts.push({ path: 'apiServerAccessProfile.authorizedIpRanges', value: null });
  }
  return parts;
}
