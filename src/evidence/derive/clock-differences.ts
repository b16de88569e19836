import type { ClockDifference, ClockReading } from '../../facts/clock.ts';
import type { Observation } from '../../facts/known.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'clock.differences';

/** Texts without times may have been made this far apart: what two of them differ by says nothing below. */
const apartSeconds = 240;

interface Reading extends ClockReading {
  readonly host: string;
  readonly observation: Observation;
}

/** The two machines whose clocks are the furthest apart, of those that were read together. */
export const clockDifferences: Derivation = {
  fact,
  derive(facts) {
    const readings = itemsOf(facts.of('clock.readings')).flatMap((observation): Reading[] => {
      // An item of `clock.readings`: sources and `checkEvidence` hold to the fact's schema.
      const reading = observation.value as ClockReading;
      return observation.host === null ? [] : [{ ...reading, host: observation.host, observation }];
    });
    const together = [
      ...groupBy(readings, ({ zone, observation }) => `${textOf(observation)} ${zone}`).values(),
    ];
    const apart = [...groupBy(readings, ({ zone }) => zone).values()];
    const found = [
      ...together.flatMap((group) => furthest(group, 0)),
      ...apart.flatMap((group) => furthest(group, apartSeconds)),
    ];
    const [largest] = found.sort((a, b) => b.item.seconds - a.item.seconds);
    return largest === undefined ? [] : [derivedList({ fact }, [largest], [])];
  },
};

const textOf = ({ origins: [origin] }: Observation): string =>
  origin !== undefined && 'text' in origin ? String(origin.text) : 'submitted';

function furthest(
  readings: readonly Reading[],
  least: number,
): { item: ClockDifference; from: Observation[] }[] {
  const sorted = readings.toSorted((a, b) => a.seconds - b.seconds);
  const [behind, ahead] = [sorted[0], sorted.at(-1)];
  if (behind === undefined || ahead === undefined || behind.host === ahead.host) return [];
  const seconds = ahead.seconds - behind.seconds;
  if (seconds < least) return [];
  return [
    { item: { hosts: [behind.host, ahead.host], seconds }, from: [behind.observation, ahead.observation] },
  ];
}
