import type { Diagnosis, EvidenceReference, OriginReference } from '../inference/diagnosis.ts';
import type { Paint } from './text-layout.ts';

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

const MOST_PLACES = 5;

/** `3 secrets were redacted: bearer-token (text 1, line 4); password (text 1, lines 7–9; text 2, command)`. */
export function renderRedacted({ redacted }: Pick<Diagnosis, 'redacted'>, paint: Paint): string {
  const count = redacted.reduce((sum, one) => sum + one.count, 0);
  const kinds = redacted.map(({ kind, from }) => {
    const places = from
      .slice(0, MOST_PLACES)
      .map((place) =>
        'part' in place
          ? `text ${place.text + 1}, ${place.part}`
          : renderOrigins(['lines' in place ? { ...place, lines: [...place.lines] } : place]),
      );
    const hidden = from.length - places.length;
    return `${kind} (${[...places, ...(hidden > 0 ? [`${hidden} more`] : [])].join('; ')})`;
  });
  const said = count === 1 ? '1 secret was redacted' : `${count} secrets were redacted`;
  return paint('dim', `${said}: ${kinds.join('; ')}`);
}
