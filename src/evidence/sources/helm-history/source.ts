// REVISION  UPDATED                   STATUS      CHART           APP VERSION  DESCRIPTION
// 411       Thu Feb 29 10:11:12 2024  superseded  shop-api-0.1.0  1.16.0       Upgrade complete
// 412       Thu Feb 29 11:11:12 2024  deployed    shop-api-0.1.0  1.16.0       Upgrade complete
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { hasColumns, isElision } from '../../text/columns.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { at, textAt, wholeNumber } from '../../text/json-value.ts';
import { isReleaseStatus, statusPosition } from '../../text/release-status.ts';
import { continues, tableLines } from '../../text/tables.ts';
import { wordsOf } from '../../text/words.ts';

const fact = 'helm.histories';

export const helmHistory: Source = {
  id: 'helm-history',
  title: 'helm history',
  commands: ['helm history', 'helm hist', 'helm3 history'],
  needles: ['REVISION', '"revision"'],
  facts: [fact],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const release = releaseOf(block.words);
  if (/\|\s*wc -l\s*$/.test(block.command ?? '')) readCount(reading, block, release);
  else readTables(reading, block.lines, release);
  for (const { first, last, parsed, lines } of jsonDocuments(block.lines)) {
    const revisions =
      parsed !== null && Array.isArray(parsed.value) ? parsed.value.filter(isRevision).length : 0;
    if (revisions > 0) reading.item(fact, { release, storedRevisions: revisions }, first, last);
    else if (
      parsed === null &&
      lines.some(({ text }) => text.includes('"revision"') && text.includes('"description"'))
    )
      reading.fail(first, last);
  }
  return reading;
}

/** `helm history api | wc -l`: the header is a line too. */
function readCount(reading: ReadingBuilder, { lines }: Block, release: string | null): void {
  const printed = lines.filter(({ text }) => text.trim() !== '');
  const [line] = printed;
  const count = wholeNumber(line?.text.trim());
  if (line === undefined || count === undefined || count < 1 || printed.length > 1) return;
  reading.item(fact, { release, storedRevisions: count - 1 }, line);
}

interface Table {
  rows: Line[];
  /** Lines were left out: revisions count up by one, so that first and last tell how many there are. */
  elided: boolean;
}

const revisionOf = (line: Line | undefined): number => wholeNumber(wordsOf(line?.text ?? '')[0]) ?? 0;

function countOf({ rows, elided }: Table): number {
  const between = revisionOf(rows.at(-1)) - revisionOf(rows[0]) + 1;
  return elided ? Math.max(between, rows.length) : rows.length;
}

function readTables(reading: ReadingBuilder, lines: readonly Line[], release: string | null): void {
  let table: Table | null = null;
  const close = (): void => {
    const [first, last] = [table?.rows[0], table?.rows.at(-1)];
    if (table === null || first === undefined || last === undefined) return;
    reading.item(fact, { release, storedRevisions: countOf(table) }, first, last);
  };
  for (const { line, header, isHeader } of tableLines(lines)) {
    if (isHeader) {
      close();
      const own =
        header !== null &&
        hasColumns(header, ['REVISION', 'UPDATED', 'STATUS']) &&
        !hasColumns(header, ['NAME']);
      table = own ? { rows: [], elided: false } : null;
      if (own) reading.understand(line);
    } else if (table !== null) readRow(reading, table, line);
  }
  close();
}

function readRow(reading: ReadingBuilder, table: Table, line: Line): void {
  const words = wordsOf(line.text);
  const [first = '', second = ''] = words;
  if (isElision(line.text) && continues(reading, line)) {
    table.elided ||= table.rows.length > 0;
    reading.understand(line);
  }
  const isRow = wholeNumber(first) !== undefined && /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|\d{4}-)/.test(second);
  if (!isRow) return;
  if (statusPosition(words) < 0) {
    reading.fail(line);
    return;
  }
  reading.understand(line);
  table.rows.push(line);
}

const isRevision = (value: unknown): boolean =>
  wholeNumber(at(value, 'revision')) !== undefined &&
  isReleaseStatus(textAt(value, 'status') ?? '') &&
  at(value, 'description') !== undefined &&
  at(value, 'name') === undefined;

const flagsWithValue = new Set([
  '-n',
  '--namespace',
  '-o',
  '--output',
  '--max',
  '--kube-context',
  '--kubeconfig',
  '--col-width',
  '--tiller-namespace',
]);

/** `helm history RELEASE -n NAMESPACE`: the release is the one word that is neither flag nor flag's value. */
function releaseOf(words: readonly string[]): string | null {
  const verb = words.findIndex((word) => word === 'history' || word === 'hist');
  if (verb < 0) return null;
  const plain = words
    .slice(verb + 1)
    .filter((word, position, rest) => !word.startsWith('-') && !flagsWithValue.has(rest[position - 1] ?? ''));
  return plain[0] ?? null;
}
