import { CulpritError } from '../lib/errors.ts';
import { detailOf, type Finding } from './finding.ts';
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

/** What a text holds, or why it cannot be read. */
export type Read<T> = { value: T } | { findings: readonly Finding[] };

/** A rule's file, without what only editors need. */
export function readRule(text: string): Read<Rule> {
  const read = readDocument(text, ruleSchema, ruleLimits);
  if ('findings' in read) return read;
  const { $schema: _, ...rule } = read.value;
  // The schema has checked the shape: it is Rule's, property by property.
  return { value: rule as unknown as Rule };
}

/** A rule's test file. */
export function readRuleTest(text: string): Read<RuleTest> {
  // The schema has checked the shape: it is RuleTest's, property by property.
  return readDocument(text, ruleTestSchema, wideLimits) as Read<unknown> as Read<RuleTest>;
}

/** A file of shared conditions. */
export function readConditions(text: string): Read<Record<string, SharedCondition>> {
  const read = readDocument(text, conditionsSchema, wideLimits);
  if ('findings' in read) return read;
  const { $schema: _, ...conditions } = read.value;
  // The schema has checked that every other property is a SharedCondition.
  return { value: conditions as Record<string, SharedCondition> };
}

function readDocument(text: string, schema: JsonSchema, limits: JsonLimits): Read<Record<string, unknown>> {
  const parsed = parseStrictJson(text, limits);
  if ('finding' in parsed) return { findings: [parsed.finding] };
  const findings = validateDocument(schema, parsed.value);
  // All three schemas describe objects.
  return findings.length > 0 ? { findings } : { value: parsed.value as Record<string, unknown> };
}

/** As `readRule`. Throws `invalid-rule` with a JSON pointer for each finding. */
export const parseRule = (text: string): Rule => orThrow(readRule(text));

/** As `readRuleTest`. Throws `invalid-rule` with a JSON pointer for each finding. */
export const parseRuleTest = (text: string): RuleTest => orThrow(readRuleTest(text));

/** As `readConditions`. Throws `invalid-rule` with a JSON pointer for each finding. */
export const parseConditions = (text: string): Record<string, SharedCondition> =>
  orThrow(readConditions(text));

function orThrow<T>(read: Read<T>): T {
  if ('value' in read) return read.value;
  const details = read.findings.map(detailOf);
  const message = details.map(({ pointer, message: said }) => `${pointer}: ${said}`).join('; ');
  throw new CulpritError('invalid-rule', message, { details });
}
