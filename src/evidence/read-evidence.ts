import { catalogue } from '../facts/catalogue.ts';
import type { ConnectionAttempt } from '../facts/connections.ts';
import type { KnownEvidence, Observation } from '../facts/known.ts';
import { cleanLines } from './clean-lines.ts';
import { deriveFacts } from './derive.ts';
import type { Evidence, SubmittedText } from './evidence.ts';
import { HostNames } from './host-names.ts';
import { mergeObservations } from './merge.ts';
import { observeFound, observeSubmitted } from './observe.ts';
import { inferPlatform } from './platform.ts';
import { readTranscript } from './read.ts';
import { redactedPlaces } from './redacted-places.ts';
import { cutTranscript, type Transcript } from './transcript.ts';

/**
 * From what was submitted to what is known: texts are cut and read, facts merged, and more facts derived from them.
 * Never throws on a text; submitted facts must have passed `checkEvidence`. Takes time linear in the evidence.
 */
export function readEvidence(evidence: Evidence): KnownEvidence {
  const transcripts = evidence.texts.map((text, position) => cutTranscript(position, text));
  const readings = transcripts.map((transcript) => readTranscript(transcript));
  const inPods = podsOf(evidence, transcripts);
  const observations: Observation[] = [
    ...evidence.facts.flatMap(observeSubmitted),
    ...readings.flatMap(({ found }, position) =>
      found.map((one) => seenFrom(observeFound(one, evidence.texts[position]?.observedAt ?? null), inPods)),
    ),
  ];
  const names = namesOf(evidence, [
    ...transcripts.flatMap(({ hosts }) => hosts),
    ...observations.map(({ host }) => host),
  ]);
  const pods = new Set(Array.from(inPods, (pod) => names.of(pod)).filter((pod) => pod !== null));
  const merged = mergeObservations(observations, names, pods);
  return {
    facts: merged.with(deriveFacts(merged)),
    texts: transcripts.map(({ lines, hosts }, position) => ({
      ...labelOf(evidence.texts[position]),
      lines,
      hosts: hosts.map((host) => (host === null || inPods.has(host) ? null : names.of(host))),
    })),
    platform: evidence.platform ?? inferPlatform(transcripts),
    unread: readings.flatMap(({ unread }, text) => unread.map((lines) => ({ text, lines }))),
    redacted: redactedPlaces(evidence),
  };
}

const labelOf = (text: SubmittedText | undefined): { label?: string } =>
  text?.command === undefined ? {} : { label: cleanLines(text.command).join(' ') };

/** Pods and containers that commands went into. What a client calls a host is one. */
function podsOf({ facts, texts }: Evidence, transcripts: readonly Transcript[]): Set<string> {
  const given = new Set([...facts, ...texts].map(({ host }) => host?.trim()));
  return new Set(transcripts.flatMap(({ pods }) => [...pods]).filter((pod) => !given.has(pod)));
}

/** A symptom that was seen from a pod speaks about every machine; a pod's settings stay its own. */
const seenFrom = (observation: Observation, pods: ReadonlySet<string>): Observation =>
  observation.host !== null && pods.has(observation.host) && catalogue.get(observation.fact)?.symptom === true
    ? { ...withPod(observation, observation.host), host: null }
    : observation;

const triedFrom = new Set(['connection.attempts', 'ping.results', 'dns.lookups']);

/** Which pod tried decides some causes: whether it asked itself, and from which node. */
const withPod = (observation: Observation, fromPod: string): Observation =>
  triedFrom.has(observation.fact) && observation.kind === 'item'
    ? // Their items have the property: sources hold to the facts' schemas.
      { ...observation, value: { ...(observation.value as Pick<ConnectionAttempt, 'fromPod'>), fromPod } }
    : observation;

/** Machines that were submitted by name come first, so that none of them is left out. */
function namesOf({ facts, texts }: Evidence, found: readonly (string | null)[]): HostNames {
  const given = [...facts, ...texts].flatMap(({ host }) => host ?? []);
  return new HostNames(
    [...given, ...found].filter((host) => host !== null),
    new Set(given).size,
  );
}
