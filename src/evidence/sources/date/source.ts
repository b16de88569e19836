// Tue Oct  6 10:47:02 CST 2020
// node-2: 2026-03-11T14:04:05+00:00
//            Universal time: Mon 2026-03-09 10:00:00 UTC
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { dateLine } from './date-line.ts';

const fact = 'clock.readings';

/** `node-2: Tue Oct …`, as pdsh, clush and salt print it. */
const prefixed = /^([A-Za-z][\w.-]{0,252}|\d{1,3}(?:\.\d{1,3}){3}): {1,4}(?=[A-Z\d])/;
const universal = /^\s*Universal time: (?:[A-Z][a-z]{2} )?/;

const years = ['2019', '202', '203', '2018', '2017', '2016', '2015'];
const zones = [' UTC ', ' CST ', ' CET ', ' CEST ', ' IST ', ' EST ', ' EDT ', ' PDT ', ' PST ', ' GMT '];

function take(reading: ReadingBuilder, line: Line, asksForDate: boolean): void {
  const text = line.text.trim();
  const isUniversal = universal.test(line.text);
  // Log lines begin with a date: only a line that is nothing else, and a command that asks for it, is a clock.
  if (!isUniversal && !asksForDate) return;
  const named = isUniversal ? null : (prefixed.exec(text)?.[0] ?? null);
  const read = dateLine(isUniversal ? line.text.replace(universal, '') : text.slice(named?.length ?? 0));
  if (read === null) return;
  const host = named === null ? undefined : prefixed.exec(text)?.[1];
  const found = { fact, item: read, lines: [line.number, line.number] } as const;
  reading.findings.push(host === undefined ? found : { ...found, host });
}

export const date: Source = {
  id: 'date',
  title: 'the clock (date, timedatectl)',
  commands: ['date', 'timedatectl'],
  needles: ['Universal time: ', ...zones.flatMap((zone) => years.slice(0, 3).map((year) => zone + year))],
  facts: [fact],
  read({ command, words, lines }: Block) {
    const reading = new ReadingBuilder();
    const told = lines.filter(({ text }) => text.trim() !== '');
    const alone =
      command === null && told.length > 0 && told.every(({ text }) => dateLine(text.trim()) !== null);
    const asksForDate = alone || words.includes('date') || /\bdate\b/.test(command ?? '');
    for (const line of lines) take(reading, line, asksForDate);
    return reading;
  },
};
