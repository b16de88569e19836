import type { KubeconfigServer } from '../../facts/control-plane.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';
import { isIpv4 } from '../text/addresses.ts';

const fact = 'kubeconfig.former-servers';

const silent: ReadonlySet<string> = new Set(['timed-out', 'no-route', 'network-unreachable']);
/** Without 443, at which Services listen. */
const apiPorts: ReadonlySet<number | null> = new Set([6443, 8443, 16443]);

/** Addresses that fail while the cluster was set up at another. That there is none is never known. */
export const kubeconfigFormerServers: Derivation = {
  fact,
  derive(facts) {
    const announced = itemsOf(facts.of('apiserver.announced-addresses'));
    const known = new Set(announced.map(({ value }) => String(value)));
    const attempts = itemsOf(facts.of('connection.attempts'));
    const servers = itemsOf(facts.of('kubeconfig.servers'));
    if (known.size === 0) return [];
    // Items of this fact: sources and `checkEvidence` hold to its schema.
    const byHost = groupBy(servers, ({ value }) => (value as KubeconfigServer).host);
    const answering = new Set(
      attempts.map(attemptOf).flatMap(({ outcome, target }) => (outcome === 'connected' ? [target] : [])),
    );
    const items = attempts.flatMap((attempt): DerivedItem[] => {
      const { target, port, outcome } = attemptOf(attempt);
      if (outcome === 'connected' || known.has(target) || !isIpv4(target) || target.startsWith('127.'))
        return [];
      const [server] = byHost.get(target) ?? [];
      if (server === undefined && !(silent.has(outcome) && apiPorts.has(port))) return [];
      const from = [attempt, ...(server === undefined ? [] : [server])];
      return answering.has(target) ? [] : [{ item: target, from, also: announced }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items.slice(0, 1), [])];
  },
};
