//  14:04:05 up 3 days,  2:11,  1 user,  load average: 31.20, 28.02, 17.90
// %Cpu(s): 12.0 us,  8.0 sy,  0.0 ni, 41.0 id, 30.0 wa,  0.0 hi,  1.0 si,  8.0 st
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';

const load = 'load.five-minutes';
const count = 'cpu.count';
const queue = 'cpu.run-queue';
const swapped = 'memory.swapped-per-second';

const average = /\bload averages?: \d{1,5}[.,]\d\d,? {1,3}(\d{1,5})[.,](\d\d),? {1,3}\d{1,5}[.,]\d\d/;
const loadFile = /^\d{1,5}\.\d\d (\d{1,5}\.\d\d) \d{1,5}\.\d\d \d{1,6}\/\d{1,7} \d{1,8}$/;
const topLine = /^%?Cpu(?:\(s\)|\d{1,4})\s{0,3}:/;
const cpus = /^CPU\(s\):\s{1,40}(\d{1,5})$/;

/** top's letters and the facts they become. */
const shares: readonly (readonly [letters: string, fact: string])[] = [
  ['id', 'cpu.idle-percent'],
  ['wa', 'cpu.wait-percent'],
  ['st', 'cpu.steal-percent'],
];

function takeTop(reading: ReadingBuilder, line: Line): void {
  for (const [letters, fact] of shares) {
    const found = new RegExp(`(\\d{1,3}(?:[.,]\\d{1,2})?)(?:%|\\s)\\s?${letters}\\b`).exec(
      line.text.slice(0, 200),
    )?.[1];
    if (found !== undefined) reading.value(fact, Number(found.replace(',', '.')), line);
  }
}

/** The row below `avg-cpu:  %user   %nice %system %iowait  %steal   %idle` of iostat. */
function takeIostat(reading: ReadingBuilder, { lines }: Block): void {
  const at = lines.findIndex(({ text }) => /^avg-cpu:\s+%user\s.*%iowait/.test(text));
  const [header, row] = at < 0 ? [] : lines.slice(at, at + 2);
  if (header === undefined || row === undefined) return;
  const columns = wordsOf(header.text).slice(1);
  const cells = wordsOf(row.text);
  reading.understand(header);
  for (const [letters, fact] of shares) {
    const column = columns.indexOf(`%${longNames[letters]}`);
    const value = Number(cells[column]?.replace(',', '.'));
    if (column >= 0 && Number.isFinite(value)) reading.value(fact, value, row);
  }
}

const longNames: Readonly<Record<string, string>> = { id: 'idle', wa: 'iowait', st: 'steal' };

/** vmstat's first row is an average since the machine started; the last row is now. */
function takeVmstat(reading: ReadingBuilder, { lines }: Block): void {
  const header = lines.find(({ text }) => /^\s*r\s+b\s+swpd\s+free\s.*\bid\s+wa\b/.test(text));
  if (header === undefined) return;
  const columns = wordsOf(header.text);
  const isRow = ({ text }: Line) =>
    wordsOf(text).length === columns.length && wordsOf(text).every((word) => /^\d{1,12}$/.test(word));
  const rows = lines.filter((line) => line.number > header.number && isRow(line));
  const row = rows.at(-1);
  reading.understand(header);
  for (const line of rows) reading.understand(line);
  if (row === undefined) return;
  const cells = wordsOf(row.text);
  for (const [letters, fact] of shares) {
    const value = cells[columns.indexOf(letters)];
    if (columns.includes(letters)) reading.value(fact, Number(value), row);
  }
  if (rows.length > 1) takeQueue(reading, columns, rows);
}

/** What every row after the first shows, at its least: one busy second is no fault. */
function takeQueue(reading: ReadingBuilder, columns: readonly string[], rows: readonly Line[]): void {
  const [last] = rows.slice(-1);
  const least = (...names: string[]): number =>
    Math.min(
      ...rows
        .slice(1)
        .map(({ text }) =>
          names.reduce((sum, name) => sum + Number(wordsOf(text)[columns.indexOf(name)] ?? 0), 0),
        ),
    );
  if (last === undefined) return;
  reading.value(queue, least('r'), last);
  if (columns.includes('si') && columns.includes('so')) reading.value(swapped, least('si', 'so'), last);
}

function take(reading: ReadingBuilder, line: Line, words: readonly string[]): void {
  const text = line.text.trim().slice(0, 300);
  const five = average.exec(text);
  const listed = loadFile.exec(text)?.[1];
  const counted = cpus.exec(text)?.[1] ?? (words[0] === 'nproc' && /^\d{1,5}$/.test(text) ? text : undefined);
  if (five !== null) reading.value(load, Number(`${five[1]}.${five[2]}`), line);
  else if (listed !== undefined) reading.value(load, Number(listed), line);
  else if (counted !== undefined) reading.value(count, Number(counted), line);
  else if (topLine.test(text)) takeTop(reading, line);
}

export const loadAverage: Source = {
  id: 'load',
  title: 'load and CPU time (uptime, top, w, vmstat, /proc/loadavg, nproc, lscpu)',
  commands: ['uptime', 'top', 'nproc', 'lscpu', 'vmstat', 'iostat', 'cat /proc/loadavg'],
  needles: ['load average', 'Cpu(s)', 'CPU(s):', '%Cpu0', ' swpd ', '%iowait'],
  facts: [load, count, queue, swapped, ...shares.map(([, fact]) => fact)],
  read(block: Block) {
    const reading = new ReadingBuilder();
    for (const line of block.lines) take(reading, line, block.words);
    takeVmstat(reading, block);
    takeIostat(reading, block);
    return reading;
  },
};
