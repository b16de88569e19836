import { type Derivation, derivedOf } from '../derivation.ts';

const fact = 'load.per-cpu';

/** Load against the CPUs that can carry it. */
export const loadPerCpu: Derivation = {
  fact,
  derive(facts) {
    const counts = facts.of('cpu.count');
    return facts.of('load.five-minutes').flatMap((load) => {
      const count = counts.find(({ host }) => host === load.host);
      // Numbers by their schemas.
      const cpus = (count?.value ?? 0) as number;
      if (count === undefined || cpus <= 0) return [];
      const each = Math.round(((load.value as number) / cpus) * 100) / 100;
      return [derivedOf({ fact, host: load.host }, each, [...load.observations, ...count.observations])];
    });
  },
};
