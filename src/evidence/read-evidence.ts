import type { KnownEvidence, Observation } from '../facts/known.ts';
import { deriveFacts } from './derive.ts';
import type { Evidence } from './evidence.ts';
import { HostNames } from './host-names.ts';
import { mergeObservations } from './merge.ts';
import { observeFound, observeSubmitted } from './observe.ts';
import { readTranscript } from './read.ts';
import { cutTranscript } from './transcript.ts';

/**
 * From what was submitted to what is known: texts are cut and read, facts merged, and more facts derived from them.
 * Never throws on a text; submitted facts must have passed `checkEvidence`. Takes time linear in the evidence.
 */
export function readEvidence(evidence: Evidence): KnownEvidence {
  const transcripts = evidence.texts.map((text, position) => cutTranscript(position, text));
  const readings = transcripts.map((transcript) => readTranscript(transcript));
  const observations: Observation[] = [
    ...evidence.facts.flatMap(observeSubmitted),
    ...readings.flatMap(({ found }, position) =>
      found.map((one) => observeFound(one, evidence.texts[position]?.observedAt ?? null)),
    ),
  ];
  const names = namesOf(evidence, [
    ...transcripts.flatMap(({ hosts }) => hosts),
    ...observations.map(({ host }) => host),
  ]);
  const merged = mergeObservations(observations, names);
  return {
    facts: merged.with(deriveFacts(merged)),
    texts: transcripts.map(({ lines, hosts }) => ({ lines, hosts: hosts.map((host) => names.of(host)) })),
    platform: evidence.platform ?? null,
    unread: readings.flatMap(({ unread }, text) => unread.map((lines) => ({ text, lines }))),
  };
}

/** Machines that were submitted by name come first, so that none of them is left out. */
function namesOf({ facts, texts }: Evidence, found: readonly (string | null)[]): HostNames {
  const given = [...facts, ...texts].flatMap(({ host }) => host ?? []);
  return new HostNames(
    [...given, ...found].filter((host) => host !== null),
    new Set(given).size,
  );
}
