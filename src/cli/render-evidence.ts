import type { EvidenceReference, OriginReference } from '../inference/diagnosis.ts';

const MOST_CHARACTERS = 100;

/** `sysctl.net.ipv4.ip_forward on node-2: 0 (text 1, line 4)`. */
export function renderEvidence({ fact, host, value, from }: EvidenceReference): string {
  const subject = host === undefined ? fact : `${fact} on ${host}`;
  const places = renderOrigins(from);
  return `${subject}: ${shorten(renderValue(value))}${places === '' ? '' : ` (${places})`}`;
}

/** `text 1, lines 3–5; submitted fact 2`, positions counted from 1 as people do. */
export const renderOrigins = (origins: readonly OriginReference[]): string =>
  origins
    .map((origin) => {
      if ('submitted' in origin) return `submitted fact ${origin.submitted + 1}`;
      const [first, last] = origin.lines;
      return `text ${origin.text + 1}, ${first === last ? `line ${first}` : `lines ${first}–${last}`}`;
    })
    .join('; ');

/** An item's properties as words: `address 10.0.0.1, mac aa:bb:cc:dd:ee:ff`. */
function renderValue(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(renderValue).join('; ');
  return Object.entries(value)
    .map(([property, inner]) => `${property} ${renderValue(inner)}`)
    .join(', ');
}

const shorten = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
