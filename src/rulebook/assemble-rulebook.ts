import { CulpritError } from '../lib/errors.ts';
import { rulebookDigest } from './digest.ts';
import { detailOf, type Finding } from './finding.ts';
import { inspectFiles } from './inspect-files.ts';
import type { RuleTest } from './rule-test.ts';
import type { Rulebook } from './rulebook.ts';

/** A rulebook, and the tests that stand beside its rules. */
export interface TestedRulebook {
  rulebook: Rulebook;
  /** By rule id. */
  tests: ReadonlyMap<string, RuleTest>;
}

/**
 * Makes a rulebook of files, by their path within the folder (`host/clock-skew.json`).
 * Throws one `invalid-rulebook` that lists every finding; its pointers read `file#/json/pointer`.
 */
export function assembleRulebook(files: ReadonlyMap<string, string>): TestedRulebook {
  const { rules, conditions, tests, findings } = inspectFiles(files);
  if (findings.length > 0) throw invalid(findings);
  return { rulebook: { digest: rulebookDigest(rules, conditions), rules, conditions }, tests };
}

function invalid(findings: readonly Finding[]): CulpritError {
  const details = findings.map(detailOf);
  const lines = details.map(({ pointer, message }) => `  ${pointer}: ${message}`);
  return new CulpritError('invalid-rulebook', `the rulebook does not load:\n${lines.join('\n')}`, {
    details,
  });
}
