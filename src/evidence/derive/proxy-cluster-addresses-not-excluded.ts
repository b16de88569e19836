import type { ConnectionAttempt, TlsHandshake } from '../../facts/connections.ts';
import type { KubeconfigServer, ProxiedTarget, ProxySetting } from '../../facts/control-plane.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import type { KubernetesNode } from '../../facts/kubernetes.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';
import { isExcluded } from '../proxy-exclusions.ts';
import { isIpv4, isPrivateIpv4 } from '../text/addresses.ts';

const fact = 'proxy.cluster-addresses-not-excluded';

interface Target {
  target: string;
  of: string;
  from: Observation;
}

/** Nodes, and ranges of pods and Services, that a machine with a proxy does not exclude. Unknown without any of them. */
export const proxyClusterAddressesNotExcluded: Derivation = {
  fact,
  derive(facts) {
    const targets = clusterTargets(facts);
    if (targets.length === 0) return [];
    const byHost = groupBy(itemsOf(facts.of('proxy.settings')), ({ host }) => host);
    return [...byHost].flatMap(([host, settings]) => {
      const proxy = settings.find((one) => ['HTTPS_PROXY', 'ALL_PROXY'].includes(settingOf(one).variable));
      if (proxy === undefined) return [];
      const excluded = settings
        .filter((one) => settingOf(one).variable === 'NO_PROXY')
        .flatMap((one) => settingOf(one).value.split(','));
      const items = targets
        .filter(({ target }) => !isExcluded(target, excluded))
        .map(({ target, of, from }) => {
          const item: ProxiedTarget = { target, of, proxy: settingOf(proxy).value };
          return { item, from: [from], also: settings };
        });
      return [derivedList({ fact, host }, items, [...settings, ...targets.map(({ from }) => from)])];
    });
  },
};

function clusterTargets(facts: FactBase): Target[] {
  const nodes = itemsOf(facts.of('kubernetes.nodes')).flatMap((from) => {
    const { name, internalAddress } = nodeOf(from);
    return internalAddress === undefined ? [] : [{ target: internalAddress, of: `node ${name}`, from }];
  });
  const servers = itemsOf(facts.of('kubeconfig.servers')).flatMap((from) => {
    const { host } = serverOf(from);
    return isIpv4(host) && !host.startsWith('127.')
      ? [{ target: host, of: 'API server of the kubeconfig', from }]
      : [];
  });
  const asked = askedServers(facts);
  const ranges = [
    ...itemsOf(facts.of('kubernetes.service-cidrs')).map((from) => ({ of: 'Service range', from })),
    ...itemsOf(facts.of('kubernetes.pod-cidrs')).map((from) => ({ of: 'pod range', from })),
  ].map(({ of, from }) => ({ target: String(from.value), of, from }));
  return [nodes, servers, asked, ranges].flatMap((targets) => targets.slice(0, most));
}

/** Of each kind, as each is held against the settings of every machine; they are alike. */
const most = 25;

/** Ports at which API servers listen and little else does. */
const apiPorts: ReadonlySet<number | null> = new Set([6443, 8443, 16443]);

/** Private addresses at which a client got no answer of an API server. */
function askedServers(facts: FactBase): Target[] {
  const tried = [...itemsOf(facts.of('tls.handshakes')), ...itemsOf(facts.of('connection.attempts'))];
  return tried.flatMap((from) => {
    const { target, port, outcome } = from.value as TlsHandshake | ConnectionAttempt;
    const isAsked = target !== null && isPrivateIpv4(target) && apiPorts.has(port);
    return isAsked && outcome !== 'connected' && outcome !== 'completed'
      ? [{ target, of: 'API server that was asked', from }]
      : [];
  });
}

// Items of these lists: sources and `checkEvidence` hold to the facts' schemas.
const settingOf = ({ value }: Observation): ProxySetting => value as ProxySetting;
const nodeOf = ({ value }: Observation): KubernetesNode => value as KubernetesNode;
const serverOf = ({ value }: Observation): KubeconfigServer => value as KubeconfigServer;
