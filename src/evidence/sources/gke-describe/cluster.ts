import type { Line, ReadingBuilder } from '../../source.ts';
import { at, isObject, type JsonObject, listAt, textAt } from '../../text/json-value.ts';

/** Whether an object is a GKE cluster, or enough of one. */
export const isGkeCluster = (value: unknown): value is JsonObject =>
  isObject(value) &&
  (isObject(value['privateClusterConfig']) ||
    isObject(value['masterAuthorizedNetworksConfig']) ||
    isObject(value['controlPlaneEndpointsConfig']));

/** Turns a cluster into facts. What the API leaves out of an object is off. */
export function readCluster(
  reading: ReadingBuilder,
  cluster: JsonObject,
  lineOf: (name: string) => Line,
): void {
  const access = lineOf('privateClusterConfig');
  const config = at(cluster, 'privateClusterConfig');
  const endpoints = at(cluster, 'controlPlaneEndpointsConfig', 'ipEndpointsConfig');
  const publicEndpoint = at(endpoints, 'enablePublicEndpoint');
  const isPrivate = at(config, 'enablePrivateEndpoint');
  if (isObject(config) || typeof publicEndpoint === 'boolean')
    reading.value('gke.private-endpoint-only', isPrivate === true || publicEndpoint === false, access);
  if (isObject(config)) reading.value('gke.private-nodes', config['enablePrivateNodes'] === true, access);
  const address = textAt(config, 'privateEndpoint') ?? textAt(endpoints, 'privateEndpoint');
  if (address !== undefined) reading.value('gke.private-endpoint', address, access);
  const range = textAt(config, 'masterIpv4CidrBlock');
  if (range !== undefined) reading.value('gke.control-plane-range', range, lineOf('masterIpv4CidrBlock'));
  const networks =
    cluster['masterAuthorizedNetworksConfig'] ?? at(endpoints, 'authorizedNetworksConfig') ?? undefined;
  if (isObject(networks)) readNetworks(reading, networks, lineOf('masterAuthorizedNetworksConfig'));
}

/** A list of networks on its own, under a name that a filter such as jq gave it. */
export const isNetworks = (value: JsonObject): boolean =>
  listAt(value, 'cidrBlocks').some((block) => textAt(block, 'cidrBlock') !== undefined);

export function readNetworks(reading: ReadingBuilder, networks: JsonObject, line: Line): void {
  const ranges = listAt(networks, 'cidrBlocks').flatMap((block) => textAt(block, 'cidrBlock') ?? []);
  const enabled = networks['enabled'] === true || ranges.length > 0;
  reading.value('gke.authorized-networks-enabled', enabled, line);
  for (const range of ranges) reading.item('gke.authorized-networks', range, line);
}
