import type { SeenCertificate } from '../../facts/certificates.ts';
import type { ClockReading } from '../../facts/clock.ts';
import type { FactBase, Observation } from '../../facts/known.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'certificates.expired';

/**
 * Certificates that had expired by a clock in the evidence, or when they were observed. None proves nothing: other
 * certificates may have expired.
 */
export const certificatesExpired: Derivation = {
  fact,
  derive(facts) {
    const clock = latestClock(facts);
    const items = itemsOf(facts.of('certificates.seen')).flatMap((seen) => {
      const { subject, notAfter, expired } = certificateOf(seen);
      const now = clock ?? observedAt(seen);
      const isOver = expired === true || (notAfter !== undefined && now !== null && notAfter < now.seconds);
      if (!isOver) return [];
      return [{ item: subject, from: now === null ? [seen] : [seen, now.from] }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};

interface Now {
  seconds: number;
  from: Observation;
}

function latestClock(facts: FactBase): Now | null {
  const readings = itemsOf(facts.of('clock.readings')).filter((from) => readingOf(from).zone === 'UTC');
  const all = readings.map((from) => ({ seconds: readingOf(from).seconds, from }));
  return all.reduce<Now | null>((a, b) => (a === null || b.seconds > a.seconds ? b : a), null);
}

const observedAt = (from: Observation): Now | null =>
  from.observedAt === null ? null : { seconds: Date.parse(from.observedAt) / 1000, from };

// Items of these lists: sources and `checkEvidence` hold to the facts' schemas.
const certificateOf = ({ value }: Observation): SeenCertificate => value as SeenCertificate;
const readingOf = ({ value }: Observation): ClockReading => value as ClockReading;
