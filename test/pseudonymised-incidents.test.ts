import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIncidents, submissionOf } from '../src/cases/incident-files.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import { Pseudonymiser } from '../src/evidence/pseudonymise/pseudonymiser.ts';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { rankCauses } from '../src/inference/diagnose.ts';
import type { Ranking } from '../src/inference/rank.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';

const rulebook = compileRulebook(loadRulebook(join(import.meta.dirname, '../rules')));
const folders = ['incidents', 'incidents-held-out'];
const incidents = folders.flatMap((folder) => readIncidents(join(import.meta.dirname, folder)));
const submitted = incidents.map((incident) => submissionOf(incident));

/** Incidents are written with reserved addresses, defaults and names of roles, which stay. These do not. */
const reserved: readonly (readonly [RegExp, string])[] = [
  [/\b203\.0\.113\./g, '91.204.15.'],
  [/\b198\.51\.100\./g, '52.18.77.'],
  [/\b192\.0\.2\./g, '140.33.9.'],
  [/\bexample\.(com|org|net)\b/g, 'widgetry.$1'],
  [/\b10\.96\./g, '10.171.'],
  [/\b10\.244\./g, '10.133.'],
  [/\b10\.0\./g, '10.201.'],
  [/\b172\.17\./g, '172.26.'],
  [/\b(node|worker)-?(\d)\b/g, 'wolke$2'],
  [/\b(k8s-)?(master|control-plane|cp)-?0?(\d)\b/g, 'gandalf$3'],
  [/\blaptop\b/g, 'frodo'],
];
const unreserved = submitted.map(({ texts, ...rest }) => ({
  ...rest,
  texts: texts.map((one) => ({
    ...one,
    text: reserved.reduce((text, [from, to]) => text.replace(from, to), one.text),
  })),
}));

/** Ranked rules with verdicts, probabilities and hosts; which of two hosts comes first depends on their names. */
function shown({ causes, noneOfThese }: Ranking) {
  return {
    noneOfThese: noneOfThese.toFixed(9),
    causes: causes.map(({ score, probability, verdict }) => ({
      rule: score.rule.rule.id,
      verdict,
      probability: probability.toFixed(9),
      hosts: score.hosts,
    })),
  };
}

const inOrder = (answer: ReturnType<typeof shown>) => ({
  ...answer,
  causes: answer.causes.map((cause) => ({ ...cause, hosts: [...cause.hosts].sort() })),
});

/** Ids of the incidents that are diagnosed in another way under pseudonyms, and how many hold none. */
function compare(evidences: readonly Evidence[], key: string): { different: string[]; unchanged: number } {
  const different: string[] = [];
  let unchanged = 0;
  for (const [at, evidence] of evidences.entries()) {
    const pseudonymiser = new Pseudonymiser(key);
    const mapped = pseudonymiser.evidence(evidence);
    const plain = shown(rankCauses(readEvidence(evidence), rulebook));
    const answer = pseudonymiser.back(shown(rankCauses(readEvidence(mapped), rulebook)));
    const [before, after] = [plain, answer].map((one) => JSON.stringify(inOrder(one)));
    if (before !== after) different.push(incidents[at]?.id ?? '');
    if (Object.values(pseudonymiser.counts).every((count) => count === 0)) unchanged++;
  }
  return { different, unchanged };
}

describe('an incident under pseudonyms', () => {
  it('is diagnosed the same, whichever it is', { timeout: 300_000 }, () => {
    const { different, unchanged } = compare(submitted, 'the first key');
    expect(different).toEqual([]);
    expect(submitted.length).toBeGreaterThan(1000);
    // The others name no machine and no address but those that everybody has.
    expect(unchanged / submitted.length).toBeLessThan(0.45);
  });

  it('is diagnosed the same with addresses and names that are neither reserved nor defaults', {
    timeout: 300_000,
  }, () => {
    const { different, unchanged } = compare(unreserved, 'another key');
    expect(different).toEqual([]);
    expect(unchanged / submitted.length).toBeLessThan(0.35);
  });

  it('gets each text back as it was, line by line', { timeout: 120_000 }, () => {
    const wrong: string[] = [];
    for (const [at, evidence] of unreserved.entries()) {
      const pseudonymiser = new Pseudonymiser('one more key');
      const back = pseudonymiser.back(pseudonymiser.evidence(evidence));
      if (squeezed(back) !== squeezed(evidence)) wrong.push(incidents[at]?.id ?? '');
    }
    expect(wrong).toEqual([]);
  });
});

/** Gaps between columns grow and shrink with what is beside them. */
const squeezed = (value: unknown): string => JSON.stringify(value).replace(/ {2,}/g, '  ');
