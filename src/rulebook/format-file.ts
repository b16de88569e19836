import { layOutJson } from './json-layout.ts';
import { jsonPointer, valueOffsets } from './strict-json.ts';

/** Deeper than any file that passes lint. */
const MAX_DEPTH = 100;

/** Of all objects in rules, tests and shared conditions: no two kinds of them disagree. */
const keyOrder: readonly string[] = [
  ...['$schema', 'rule', 'id', 'version', 'status', 'name', 'evidence', 'expect', 'first', 'maxProbability'],
  ...['verdict', 'next', 'hosts', 'title', 'explanation', 'scope', 'appliesTo', 'prior', 'explains', 'group'],
  ...[
    'where',
    'steps',
    'risk',
    'undo',
    'verify',
    'url',
    'run',
    'note',
    'do',
    'all',
    'any',
    'not',
    'condition',
  ],
  ...['when', 'withCause', 'without', 'because', 'facts', 'texts', 'platform', 'fact', 'operator', 'value'],
  ...['text', 'command', 'host', 'observedAt', 'pattern', 'needle', 'for', 'against'],
  ...['signals', 'fixes', 'references', 'fires', 'lookAlikes', 'missing'],
];
const rank = new Map(keyOrder.map((key, position) => [key, position]));

/**
 * A file of the rules folder as it should be laid out: keys in one order, two spaces a level, lines of up to 200 characters.
 * An object that stands on one line stays there while it fits. The text is JSON that the strict reader takes.
 */
export function formatFile(text: string): string {
  const offsets = valueOffsets(text, { maxDepth: MAX_DEPTH });
  const isOpen = (path: readonly string[]): boolean => {
    const at = offsets.get(jsonPointer(path));
    return at !== undefined && /^\{\s*\n/.test(text.slice(at, at + 500));
  };
  return laidOut(JSON.parse(text), isOpen);
}

/** A document that no file holds yet: signals, fixes and test cases have lines of their own. */
export const formatDocument = (document: object): string =>
  laidOut(document, ([list, ...path]) => path.length <= 1 && list !== 'references');

function laidOut(document: unknown, isOpen: (path: readonly string[]) => boolean): string {
  const open = new Set<unknown>();
  const ordered = inOrder(document, { path: [], isOpen, open });
  return `${layOutJson(ordered, { indent: 0, column: 0, after: 0, open })}\n`;
}

interface Walk {
  path: readonly string[];
  isOpen: (path: readonly string[]) => boolean;
  /** Collects the copies that are to be broken into lines, and all that hold one. */
  open: Set<unknown>;
}

function inOrder(value: unknown, walk: Walk): unknown {
  if (value === null || typeof value !== 'object') return value;
  const { path, isOpen, open } = walk;
  const inner = (key: string, member: unknown) => inOrder(member, { ...walk, path: [...path, key] });
  const copy = Array.isArray(value)
    ? value.map((item, position) => inner(String(position), item))
    : Object.fromEntries(sorted(value, path).map(([key, member]) => [key, inner(key, member)]));
  const isBroken = !Array.isArray(value) && isOpen(path);
  if (isBroken || Object.values(copy).some((member) => open.has(member))) open.add(copy);
  return copy;
}

/** Names that authors give (of shared conditions, of properties within a value) stay in their order. */
function sorted(object: object, path: readonly string[]): [string, unknown][] {
  const entries = Object.entries(object);
  const isNamed = path.includes('value') || (path.length === 0 && !('rule' in object || 'id' in object));
  return isNamed ? entries : entries.sort(([a], [b]) => placeOf(a) - placeOf(b));
}

const placeOf = (key: string): number => rank.get(key) ?? keyOrder.length;
