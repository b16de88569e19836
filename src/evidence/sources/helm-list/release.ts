import type { HelmRelease } from '../../../facts/kubernetes.ts';
import type { Line } from '../../source.ts';
import type { TableHeader } from '../../text/columns.ts';
import { isObject, textAt, wholeNumber } from '../../text/json-value.ts';
import { isReleaseStatus, statusPosition } from '../../text/release-status.ts';
import { wordsOf } from '../../text/words.ts';

const releaseName = /^[a-z0-9][a-z0-9.-]{0,62}$/;

/** Cells are found by what they hold: tabs that became spaces leave columns only one space apart. */
export function releaseOfRow(header: TableHeader, text: string): HelmRelease | null {
  const words = wordsOf(text);
  const status = statusPosition(words);
  const namespaceIsSecond = header.columns[1]?.name === 'NAMESPACE';
  const revision = wholeNumber(words[namespaceIsSecond ? 2 : 1]);
  const [name = ''] = words;
  if (status < 0 || revision === undefined || !releaseName.test(name)) return null;
  const namespaceIsLast = header.columns.at(-1)?.name === 'NAMESPACE';
  const namespace = namespaceIsSecond ? words[1] : namespaceIsLast ? words.at(-1) : null;
  return { name, namespace: namespace ?? null, revision, status: words[status] ?? '' };
}

/** A name and a revision's number without a status is a row that was cut off. */
export function isBrokenRow(text: string): boolean {
  if (text.length > 500) return false;
  const [name = '', second, third] = wordsOf(text);
  return releaseName.test(name) && (wholeNumber(second) ?? wholeNumber(third)) !== undefined;
}

/** One release of the JSON; Helm 2 begins its property names with capitals. */
export function releaseOfObject(value: unknown): HelmRelease | null {
  if (!isObject(value)) return null;
  const object = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), inner]));
  const [name, status] = [textAt(object, 'name'), textAt(object, 'status')];
  const revision = wholeNumber(object['revision']);
  if (name === undefined || revision === undefined || textAt(object, 'chart') === undefined) return null;
  if (status === undefined || !isReleaseStatus(status)) return null;
  return { name, namespace: textAt(object, 'namespace') ?? null, revision, status };
}

export interface PlacedRelease {
  release: HelmRelease;
  first: Line;
  last: Line;
}

/** `-o yaml` prints a flat list; a release goes from its `- app_version:` to its `updated:`. */
export function releasesInYaml(lines: readonly Line[]): PlacedRelease[] {
  const found: PlacedRelease[] = [];
  let first: Line | null = null;
  let fields = new Map<string, string>();
  for (const line of lines) {
    const [, indent, key = '', value = ''] =
      /^(- | {2})([a-z_]{2,20}): "?([^"]{0,200})"?$/.exec(line.text) ?? [];
    if (indent === '- ') {
      first = key === 'app_version' ? line : null;
      fields = new Map();
    } else if (indent === undefined) first = null;
    fields.set(key, value);
    const release = first !== null && key === 'updated' ? releaseOfObject(Object.fromEntries(fields)) : null;
    if (first !== null && release !== null) found.push({ release, first, last: line });
  }
  return found;
}
