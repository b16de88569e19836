import type { FailingFrontName } from '../../facts/control-plane-address.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';
import { attemptOf } from '../item-values.ts';

const fact = 'load-balancer.failing-names';

const failures: ReadonlySet<string> = new Set(['timed-out', 'refused', 'no-route', 'reset', 'closed']);
const apiPorts: ReadonlySet<number | null> = new Set([6443, 8443, 16443]);

/** How an address that several API servers share is called; a machine's own name ends in a number as a rule. */
const shared =
  /^(?:api|api-int|kube|k8s|kube-?api|k8s-?api|api-?server|control-?plane|masters?|lb|vip)(?:-[a-z]{1,20})?\./;

/** Names that fail at one address while another answers at the same port. That there is none is never known. */
export const loadBalancerFailingNames: Derivation = {
  fact,
  derive(facts) {
    const attempts = itemsOf(facts.of('connection.attempts'));
    const items = attempts.flatMap((failed): DerivedItem[] => {
      const { target, port, outcome, name = '' } = attemptOf(failed);
      if (port === null || !apiPorts.has(port) || !failures.has(outcome) || !shared.test(name)) return [];
      const answered = attempts.find((other) => {
        const tried = attemptOf(other);
        return tried.outcome === 'connected' && tried.port === port && tried.target !== target;
      });
      const again = attempts.some(
        (other) => attemptOf(other).target === target && attemptOf(other).outcome === 'connected',
      );
      if (answered === undefined || again) return [];
      const item: FailingFrontName = { name, address: target, port, answered: attemptOf(answered).target };
      return [{ item, from: [failed, answered] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
