import { type Derivation, derivedOf } from '../derivation.ts';

const fact = 'neighbor-table.use-percent';

/** Entries against gc_thresh3. The limit of a machine that nothing names may be any machine's. */
export const neighborTableUsePercent: Derivation = {
  fact,
  derive(facts) {
    const limits = facts.of('sysctl.net.ipv4.neigh.default.gc_thresh3');
    return facts.of('neighbor-table.entries').flatMap((entries) => {
      const limit =
        limits.find(({ host }) => host === entries.host) ?? limits.find(({ host }) => host === null);
      // Both facts are integers by their schemas.
      const [used, most] = [entries.value as number, (limit?.value ?? 0) as number];
      if (limit === undefined || most <= 0) return [];
      const percent = Math.round((used / most) * 1000) / 10;
      return [
        derivedOf({ fact, host: entries.host }, percent, [...entries.observations, ...limit.observations]),
      ];
    });
  },
};
