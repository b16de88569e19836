import type { AzureMetric } from '../../facts/cloud-clusters.ts';
import type { Observation } from '../../facts/known.ts';
import { type Derivation, derivedValue, itemsOf } from '../derivation.ts';

const fact = 'azure.snat-ports-full';

/** Whether connections failed for want of SNAT ports, or those in use come close to those that were allocated. */
export const azureSnatPortsFull: Derivation = {
  fact,
  derive(facts) {
    const metrics = itemsOf(facts.of('azure.metrics'));
    const peak = (name: string): number =>
      Math.max(...metrics.map(metricOf).flatMap((one) => (one.metric === name ? one.peak : [])), -1);
    const failed = metrics.filter((observation) => {
      const { metric, state } = metricOf(observation);
      return metric === 'snatconnectioncount' && /^failed$/i.test(state);
    });
    if (failed.some((observation) => metricOf(observation).peak > 0))
      return [derivedValue(fact, true, failed)];
    const [used, allocated] = [peak('usedsnatports'), peak('allocatedsnatports')];
    if (used >= 0 && allocated > 0) return [derivedValue(fact, used >= allocated * 0.9, metrics)];
    return failed.length > 0 ? [derivedValue(fact, false, failed)] : [];
  },
};

// An item of `azure.metrics`: sources and `checkEvidence` hold to the fact's schema.
const metricOf = ({ value }: Observation): AzureMetric => value as AzureMetric;
