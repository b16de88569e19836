import { CulpritError } from '../lib/errors.ts';
import { type Finding, isError } from '../rulebook/finding.ts';

/** The error for a rule that may not be saved or published, with all findings as details. */
export function refused(findings: readonly Finding[], message = sentence(findings)): CulpritError {
  return new CulpritError('rule-refused', message, { details: findings });
}

/** Throws `rule-refused` when a finding is more than a warning. */
export function requireNoErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(isError);
  if (errors.length > 0) throw refused(errors);
}

function sentence(findings: readonly Finding[]): string {
  const [first] = findings;
  if (first === undefined) return 'The rule is refused.';
  const rest = findings.length === 1 ? '' : ` (and ${findings.length - 1} more)`;
  return `${first.pointer || 'The rule'}: ${first.message}${rest}.`;
}
