// NAME   NAMESPACE  REVISION  UPDATED                                  STATUS    CHART        APP VERSION
// nginx  web        412       2024-02-29 10:11:12.131415161 +0000 UTC  deployed  nginx-15.4.4 1.25.3
// [{"name":"nginx","namespace":"web","revision":"412","updated":"…","status":"deployed","chart":"nginx-15.4.4","app_version":"1.25.3"}]
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { hasColumns, isElision, type TableHeader } from '../../text/columns.ts';
import { itemsOf, jsonDocuments, members } from '../../text/json-documents.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { isBrokenRow, releaseOfObject, releaseOfRow, releasesInYaml } from './release.ts';

const fact = 'helm.releases';

export const helmList: Source = {
  id: 'helm-list',
  title: 'helm list',
  commands: ['helm list', 'helm ls', 'helm3 list', 'helm3 ls'],
  needles: ['APP VERSION', 'REVISION', '"app_version"', '"AppVersion"', 'app_version:'],
  facts: [fact],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const last = readTable(reading, block.lines);
  readDocuments(reading, block);
  for (const { release, first, last } of releasesInYaml(block.lines))
    reading.item(fact, release, first, last);
  if (
    last !== undefined &&
    last === block.lines.findLast((line) => line.text.trim() !== '') &&
    listsEverything(block)
  )
    reading.none(fact, last);
  return reading;
}

/** Without all namespaces, an empty list says little about the cluster. */
const listsEverything = ({ words }: Block): boolean =>
  (words.includes('list') || words.includes('ls')) &&
  (words.includes('-A') || words.includes('--all-namespaces'));

const isReleaseHeader = (header: TableHeader | null): header is TableHeader =>
  header !== null && hasColumns(header, ['NAME', 'REVISION', 'UPDATED', 'STATUS', 'CHART']);

/** Gives back the header that no release follows. */
function readTable(reading: ReadingBuilder, lines: readonly Line[]): Line | undefined {
  let lonely: Line | undefined;
  for (const { line, header, isHeader } of tableLines(lines)) {
    if (isHeader) lonely = undefined;
    if (!isReleaseHeader(header) || line.text.trim() === '') continue;
    const release = isHeader ? null : releaseOfRow(header, line.text);
    if (isHeader) lonely = line;
    if (release !== null) {
      reading.item(fact, release, line);
      lonely = undefined;
    } else if (isHeader || (isElision(line.text) && continues(reading, line))) reading.understand(line);
    else if (isBrokenRow(line.text) && continues(reading, line)) reading.fail(line);
  }
  return lonely;
}

function readDocuments(reading: ReadingBuilder, block: Block): void {
  for (const { first, last, lines, parsed } of jsonDocuments(block.lines)) {
    if (parsed === null) {
      const own = lines.some(
        (line) => line.text.includes('"app_version"') && line.text.includes('"namespace"'),
      );
      if (own) reading.fail(first, last);
      continue;
    }
    const { value, span } = parsed;
    const releases = Array.isArray(value) ? members(value, span) : itemsOf(value, span, 'Releases');
    const before = reading.findings.length;
    for (const item of releases) {
      const release = releaseOfObject(item.value);
      if (release !== null) reading.item(fact, release, item.span.first, item.span.last);
    }
    if (reading.findings.length > before) reading.understand(first, last);
    if (Array.isArray(value) && value.length === 0 && listsEverything(block)) reading.none(fact, first, last);
  }
}
