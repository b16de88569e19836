import type { KubernetesEvent } from '../../../facts/node-state.ts';
import { isAge } from '../../text/columns.ts';

const typeAndReason = /(?:^|\s)(Normal|Warning)\s{1,40}([A-Z][A-Za-z]{2,48})\s{1,40}(\S.*)$/;
const object = /^([a-z]{2,30})\/([a-z0-9][\w.-]{0,252})(?=\s)/;
const longestRow = 4000;

/** A row of `kubectl get events` or of the Events below a description; `null` for any other line. */
export function eventRow(text: string): KubernetesEvent | null {
  const line = text.slice(0, longestRow);
  const [whole, type, reason = '', rest = ''] = typeAndReason.exec(line) ?? [];
  if (whole === undefined || type === undefined) return null;
  const before = line
    .slice(0, line.length - whole.length)
    .trim()
    .split(/\s+/);
  const about = object.exec(rest);
  if (about !== null) return listed({ type, reason, rest, before }, about);
  return described({ type, reason, rest });
}

interface Parts {
  type: string;
  reason: string;
  rest: string;
}

/** `[NAMESPACE] LAST SEEN TYPE REASON OBJECT … MESSAGE`: the object stands behind the reason. */
function listed(parts: Parts & { before: string[] }, about: RegExpExecArray): KubernetesEvent | null {
  const [namespace, age] = parts.before.length > 1 ? parts.before : [null, parts.before[0]];
  if (!isAge(age ?? '')) return null;
  const kind = about[1] ?? '';
  return {
    type: parts.type,
    reason: parts.reason,
    kind: kind.charAt(0).toUpperCase() + kind.slice(1),
    name: about[2] ?? null,
    namespace: namespace ?? null,
    message: longest(
      parts.rest
        .slice(about[0].length)
        .trim()
        .split(/\s{2,}/),
    ),
  };
}

/** `Type Reason Age From Message`: whom it is about, the description above it says. */
function described({ type, reason, rest }: Parts): KubernetesEvent | null {
  const row = /^(\S{2,20})(?: \(x\d{1,9} over \S{2,20}\))?\s+([^\s,]{2,80}(?:, \S{1,253})?)\s+(\S.*)$/.exec(
    rest,
  );
  if (row === null || !isAge(row[1] ?? '')) return null;
  return { type, reason, kind: null, name: null, namespace: null, message: row[3] ?? '' };
}

const longest = (cells: readonly string[]): string =>
  cells.reduce((found, cell) => (cell.length > found.length ? cell : found), '');
