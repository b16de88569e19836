import type { FactBase, Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { nodesIn, podsIn } from '../pod-addresses.ts';

const fact = 'aks.required-endpoint-failures';

/** What every node must reach, by https://learn.microsoft.com/azure/aks/outbound-rules-control-egress. */
const required = new Set(
  `mcr.microsoft.com mcr-0001.mcr-msedge.net management.azure.com login.microsoftonline.com packages.microsoft.com
  acs-mirror.azureedge.net packages.aks.azure.com mcr.azure.cn management.chinacloudapi.cn login.chinacloudapi.cn
  management.usgovcloudapi.net login.microsoftonline.us`.split(/\s+/),
);

const requiredBelow = ['.data.mcr.microsoft.com', '.cdn.mscr.io', '.data.mcr.azure.cn'];

/** The API server's own name is what a client asks for, too: only from a node does it count. */
const apiServer =
  /\.(?:hcp|tun)\.[a-z0-9-]{1,40}\.(?:azmk8s\.io|cx\.prod\.service\.azk8s\.cn|cx\.aks\.containerservice\.azure\.us)$/;

/**
 * Endpoints that AKS nodes must reach, to which the last attempt failed. Known to be none once all that failed before
 * were reached; that one endpoint answers says nothing of the others.
 */
export const aksRequiredEndpointFailures: Derivation = {
  fact,
  derive(facts) {
    const nodes = nodeNames(facts);
    const attempts = facts.history('connection.attempts').filter(({ kind }) => kind === 'item');
    const byEndpoint = groupBy(
      attempts.filter((attempt) => isRequired(endpointOf(attempt), attempt.host, nodes)),
      endpointOf,
    );
    const last = [...byEndpoint].map(([endpoint, all]) => ({
      endpoint,
      attempt: all.at(-1),
      failed: all.some(hasFailed),
    }));
    const failing = last.flatMap(({ endpoint, attempt }) =>
      attempt !== undefined && hasFailed(attempt) ? [{ item: endpoint, from: [attempt] }] : [],
    );
    if (failing.length > 0) return [derivedList({ fact }, failing, [])];
    const recovered = last.filter(({ failed }) => failed).flatMap(({ attempt }) => attempt ?? []);
    return recovered.length > 0 ? [derivedList({ fact }, [], recovered)] : [];
  },
};

function isRequired(endpoint: string, host: string | null, nodes: ReadonlySet<string>): boolean {
  if (required.has(endpoint) || requiredBelow.some((suffix) => endpoint.endsWith(suffix))) return true;
  const fromNode = host !== null && (nodes.has(host) || /^aks-[a-z0-9-]{1,80}-vmss/.test(host));
  return fromNode && apiServer.test(endpoint);
}

const nodeNames = (facts: FactBase): Set<string> =>
  new Set([
    ...nodesIn(facts).map(({ node }) => node.name),
    ...podsIn(facts).map(({ pod }) => pod.node ?? ''),
  ]);

function endpointOf(attempt: Observation): string {
  const { name, target } = attemptOf(attempt);
  return (name ?? target).toLowerCase().replace(/\.$/, '');
}

const hasFailed = (attempt: Observation): boolean => attemptOf(attempt).outcome !== 'connected';

/** An item of `connection.attempts`: sources and `checkEvidence` hold to the fact's schema. */
