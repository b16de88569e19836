import { CulpritError } from '../lib/errors.ts';
import { countKeys, holdsMoreValues } from '../lib/json-text.ts';
import { shortened } from '../lib/shortened.ts';
import { redactForNow } from '../redact/redaction.ts';
import { detailOf } from '../rulebook/finding.ts';
import { parseStrictJson } from '../rulebook/strict-json.ts';

/** Deeper than anything that the contract describes, and shallow enough for code that walks values recursively. */
const MAX_DEPTH = 32;

/**
 * A JSON body. Throws `invalid-json` with line and column for what is not JSON, and for a key that an object has
 * twice, of which JSON.parse would drop one; `too-large` for more than `most` values. Throws `invalid-request` with a pointer for keys that reach an object's prototype, NUL characters, broken surrogate pairs and values nested too deep.
 */
export function parseJson(text: string, most = Number.POSITIVE_INFINITY): unknown {
  if (holdsMoreValues(text, most))
    throw new CulpritError('too-large', `The body has more than ${most} values.`);
  const value = parse(text);
  const keys = refuseDangers(value);
  if (countKeys(text) !== keys) throw notJson(text);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(text, cause);
  }
}

/** The engine's own message repeats a piece of the body; the strict reader says where, and nothing else. */
function notJson(text: string, cause?: unknown): CulpritError {
  const read = parseStrictJson(text, { maxBytes: Number.POSITIVE_INFINITY, maxDepth: MAX_DEPTH });
  const detail = 'finding' in read ? detailOf(read.finding) : { pointer: '', message: 'not JSON' };
  return new CulpritError('invalid-json', `The body is not JSON: ${detail.message}.`, {
    details: [detail],
    cause,
  });
}

interface Step {
  value: unknown;
  /** Key in the parent, which the pointer is put together from when it is needed. */
  key: string;
  parent: Step | null;
  depth: number;
}

/** Returns the number of keys. Without recursion, as the value may be nested as deep as the body is long. */
function refuseDangers(root: unknown): number {
  let keys = 0;
  const open: Step[] = [{ value: root, key: '', parent: null, depth: 0 }];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (typeof step.value === 'string') refuseText(step.value, step);
    if (step.value === null || typeof step.value !== 'object') continue;
    if (step.depth === MAX_DEPTH) throw refused(step, `is nested deeper than ${MAX_DEPTH}`);
    const members = Object.entries(step.value);
    if (!Array.isArray(step.value)) keys += members.length;
    for (const [key, value] of members) {
      const child = { value, key, parent: step, depth: step.depth + 1 };
      if (key === '__proto__') throw refused(child, 'is a key that is not allowed');
      refuseText(key, child);
      open.push(child);
    }
  }
  return keys;
}

function refuseText(text: string, step: Step): void {
  if (text.includes('\0')) throw refused(step, 'has a NUL character');
  if (/\p{Surrogate}/u.test(text)) throw refused(step, 'has half of a surrogate pair');
}

function refused(step: Step, message: string): CulpritError {
  const keys: string[] = [];
  for (let at: Step = step; at.parent !== null; at = at.parent)
    keys.unshift(shortened(redactForNow(at.key)).replaceAll('~', '~0').replaceAll('/', '~1'));
  const pointer = keys.map((key) => `/${key}`).join('');
  return new CulpritError('invalid-request', `${pointer || 'The body'} ${message}.`, {
    details: [{ pointer, message }],
  });
}
