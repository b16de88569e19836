import ipaddr from 'ipaddr.js';
import { RE2JS } from 're2js';

/** A comparison of a fact's value with a condition's; the fact's value is never undefined. */
export type Comparison = (fact: unknown, value: unknown) => boolean;

/** A pattern with a literal that all its matches contain: the literal finds the lines on which the pattern runs. */
export interface Pattern {
  pattern: string;
  needle: string;
}

/** The operators that json-rules-engine lacks. rulebook/operator-signatures.ts says which types each takes. */
export const operators: Readonly<Record<string, Comparison>> = {
  includes: (fact, value) =>
    typeof fact === 'string' && typeof value === 'string' && fact.toLowerCase().includes(value.toLowerCase()),
  matches: (fact, value) => typeof fact === 'string' && isPattern(value) && compiled(value).test(fact),
  isEmpty: (fact, value) => Array.isArray(fact) && (fact.length === 0) === value,
  countAtLeast: (fact, value) => Array.isArray(fact) && typeof value === 'number' && fact.length >= value,
  hasItem: (fact, value) => Array.isArray(fact) && fact.some((item) => itemFits(item, value)),
  cidrContains: (fact, value) => {
    const range = parseRange(fact);
    const inner = parseRange(value);
    return range !== null && inner !== null && range.prefix <= inner.prefix && overlap(range, inner);
  },
  cidrOverlaps: (fact, value) => {
    const [a, b] = [parseRange(fact), parseRange(value)];
    return a !== null && b !== null && overlap(a, b);
  },
  semverLessThan: (fact, value) => compareVersions(fact, value) < 0,
  semverAtLeast: (fact, value) => compareVersions(fact, value) >= 0,
};

/** Whether an item of a list has all properties of a `hasItem` template: a constant, one of several, or a bounded number. */
export function itemFits(item: unknown, template: unknown): boolean {
  if (!isRecord(item) || !isRecord(template)) return false;
  for (const property of Object.keys(template))
    if (!propertyFits(item[property], template[property])) return false;
  return true;
}

function propertyFits(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.includes(actual);
  if (!isRecord(wanted)) return actual === wanted;
  if (typeof actual !== 'number') return false;
  const { atLeast, atMost } = wanted;
  return (
    (typeof atLeast !== 'number' || actual >= atLeast) && (typeof atMost !== 'number' || actual <= atMost)
  );
}

/** By the condition's value, which goes with its rulebook: drafts would fill a map of texts. */
const patterns = new WeakMap<Pattern, RE2JS>();

/** RE2 syntax, case-insensitive, linear in the text. */
export function compiled(value: Pattern): RE2JS {
  let expression = patterns.get(value);
  if (expression === undefined) {
    expression = RE2JS.compile(value.pattern, RE2JS.CASE_INSENSITIVE);
    patterns.set(value, expression);
  }
  return expression;
}

export const isPattern = (value: unknown): value is Pattern =>
  isRecord(value) && typeof value['pattern'] === 'string' && typeof value['needle'] === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

interface Range {
  address: ipaddr.IPv4 | ipaddr.IPv6;
  prefix: number;
}

function parseRange(value: unknown): Range | null {
  if (typeof value !== 'string') return null;
  if (ipaddr.isValidCIDR(value)) {
    const [address, prefix] = ipaddr.parseCIDR(value);
    return { address, prefix };
  }
  // ipaddr.js takes "10" for an address as well, which nobody means.
  if (!ipaddr.IPv4.isValidFourPartDecimal(value) && !ipaddr.IPv6.isValid(value)) return null;
  const address = ipaddr.parse(value);
  return { address, prefix: address.kind() === 'ipv4' ? 32 : 128 };
}

function overlap(a: Range, b: Range): boolean {
  const prefix = Math.min(a.prefix, b.prefix);
  if (a.address instanceof ipaddr.IPv4)
    return b.address instanceof ipaddr.IPv4 && a.address.match(b.address, prefix);
  return b.address instanceof ipaddr.IPv6 && a.address.match(b.address, prefix);
}

/** Compares the leading numbers of two versions (`v1.29.4-gke.1` as 1, 29, 4); NaN when one has none. */
function compareVersions(a: unknown, b: unknown): number {
  const [left, right] = [versionNumbers(a), versionNumbers(b)];
  if (left === null || right === null) return Number.NaN;
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function versionNumbers(version: unknown): number[] | null {
  const match = typeof version === 'string' ? /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) : null;
  return match === null ? null : match.slice(1).map((part) => Number(part ?? 0));
}
