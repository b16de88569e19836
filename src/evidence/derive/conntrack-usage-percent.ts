import type { KnownFact } from '../../facts/known.ts';
import { type Derivation, derivedOf } from '../derivation.ts';

const fact = 'conntrack.usage-percent';

/** How full the connection tracking table of a machine is: both numbers must be of the same machine. */
export const conntrackUsagePercent: Derivation = {
  fact,
  derive(facts) {
    const limits = facts.of('sysctl.net.netfilter.nf_conntrack_max');
    return facts.of('sysctl.net.netfilter.nf_conntrack_count').flatMap((count): KnownFact[] => {
      const limit = limits.find(({ host }) => host === count.host);
      // Both facts are integers by their schemas.
      const [tracked, most] = [Number(count.value), Number(limit?.value ?? 0)];
      if (limit === undefined || most <= 0) return [];
      const percent = Math.round((tracked / most) * 1000) / 10;
      return [derivedOf({ fact, host: count.host }, percent, [...count.observations, ...limit.observations])];
    });
  },
};
