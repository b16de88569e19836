import type { KnownEvidence, Observation } from '../facts/known.ts';
import type { AnsweredFact, OriginReference } from './diagnosis.ts';

/** Where observations came from, each place once and adjoining lines as one range. */
export function originsOf(observations: readonly Observation[]): OriginReference[] {
  return mergedOrigins(observations).map((origin) =>
    'text' in origin ? { text: origin.text, lines: origin.lines } : origin,
  );
}

type SourcedOrigin = OriginReference & { source?: string };

function mergedOrigins(observations: readonly Observation[]): SourcedOrigin[] {
  const merged: SourcedOrigin[] = [];
  for (const origin of observations.flatMap(({ origins }) => origins)) {
    const last = merged.at(-1);
    if ('submitted' in origin) {
      if (!merged.some((other) => 'submitted' in other && other.submitted === origin.submitted))
        merged.push({ submitted: origin.submitted });
    } else if (
      last !== undefined &&
      'text' in last &&
      last.text === origin.text &&
      continues(last, origin.lines)
    ) {
      last.lines = [Math.min(last.lines[0], origin.lines[0]), Math.max(last.lines[1], origin.lines[1])];
    } else {
      merged.push({ text: origin.text, lines: [origin.lines[0], origin.lines[1]], source: origin.source });
    }
  }
  return merged;
}

const continues = (last: { lines: [number, number] }, lines: readonly [number, number]): boolean =>
  lines[0] >= last.lines[0] && lines[0] <= last.lines[1] + 1;

/** Every known fact with its value and the lines that it was read from. */
export const answeredFacts = ({ facts }: KnownEvidence): AnsweredFact[] =>
  facts.known.map(({ fact, host, value, observations }) => ({
    fact,
    ...(host === null ? {} : { host }),
    value,
    from: mergedOrigins(observations),
  }));
