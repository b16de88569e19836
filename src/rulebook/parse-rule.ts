import { CulpritError, type ErrorDetail } from '../lib/errors.ts';
import type { Rule, SharedCondition } from './rule.ts';
import { conditionsSchema, ruleSchema } from './rule-schema.ts';
import type { RuleTest } from './rule-test.ts';
import { ruleTestSchema } from './rule-test-schema.ts';
import type { JsonSchema } from './schema-parts.ts';
import { type JsonLimits, parseStrictJson } from './strict-json.ts';
import { validateDocument } from './validate-document.ts';

const ruleLimits: JsonLimits = { maxBytes: 64 * 1024, maxDepth: 20 };
/** A test holds whole command outputs; a file of shared conditions holds many. */
const wideLimits: JsonLimits = { maxBytes: 1024 * 1024, maxDepth: 20 };

/** A rule's file. Throws `invalid-rule` with a JSON pointer for each finding. */
export function parseRule(text: string): Rule {
  const { $schema: _, ...rule } = parse(text, ruleSchema, ruleLimits);
  // The schema has checked the shape: it is Rule's, property by property.
  return rule as unknown as Rule;
}

/** A rule's test file. Throws `invalid-rule` with a JSON pointer for each finding. */
export function parseRuleTest(text: string): RuleTest {
  // The schema has checked the shape: it is RuleTest's, property by property.
  return parse(text, ruleTestSchema, wideLimits) as unknown as RuleTest;
}

/** A file of shared conditions. Throws `invalid-rule` with a JSON pointer for each finding. */
export function parseConditions(text: string): Record<string, SharedCondition> {
  const { $schema: _, ...conditions } = parse(text, conditionsSchema, wideLimits);
  // The schema has checked that every other property is a SharedCondition.
  return conditions as Record<string, SharedCondition>;
}

function parse(text: string, schema: JsonSchema, limits: JsonLimits): Record<string, unknown> {
  const parsed = parseStrictJson(text, limits);
  if ('finding' in parsed) throw invalid([parsed.finding]);
  const findings = validateDocument(schema, parsed.value);
  if (findings.length > 0) throw invalid(findings);
  // All three schemas describe objects.
  return parsed.value as Record<string, unknown>;
}

const invalid = (details: readonly ErrorDetail[]): CulpritError =>
  new CulpritError(
    'invalid-rule',
    details.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '),
    {
      details,
    },
  );
