// System clock synchronized: no
// System time     : 3602.118408203 seconds slow of NTP time
// Leap status     : Not synchronised
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const offset = 'clock.offset-seconds';
const synchronized = 'clock.synchronized';

const offsets: readonly RegExp[] = [
  /^System time\s{1,10}: (\d{1,12}\.\d{1,12}) seconds (?:slow|fast) of NTP time/,
  /\bSystem clock wrong by -?(\d{1,12}\.\d{1,9}) seconds/,
  /\b(?:adjust|step) time server \S{1,64} offset [+-]?(\d{1,12}\.\d{1,9})/,
  /^\s*Offset: [+-]?(\d{1,9}(?:\.\d{1,9})?)s$/,
];

const states: readonly (readonly [pattern: RegExp, synchronized: boolean])[] = [
  [/^\s*(?:System clock|NTP) synchronized: yes\b/, true],
  [/^\s*(?:System clock|NTP) synchronized: no\b/, false],
  [/^Leap status\s{1,10}: Not synchronised/, false],
  [/^Leap status\s{1,10}: (?:Normal|Insert second|Delete second)/, true],
  [/^unsynchronised\b/, false],
  [/^synchronised to (?:NTP server|local net|UHF)/, true],
];

/** Other lines of timedatectl and chronyc tracking. */
const rest =
  /^\s*(?:Local time|Universal time|RTC time|Time ?zone|NTP service|NTP enabled|RTC in local TZ|DST active|Network time on|Reference ID|Stratum|Ref time \(UTC\)|Last offset|RMS offset|Frequency|Residual freq|Skew|Root delay|Root dispersion|Update interval)\s{0,12}: /;

function take(reading: ReadingBuilder, line: Line): boolean {
  const text = line.text.slice(0, 300);
  for (const pattern of offsets) {
    const seconds = pattern.exec(text)?.[1];
    if (seconds === undefined) continue;
    reading.value(offset, Number(seconds), line);
    return true;
  }
  const state = states.find(([pattern]) => pattern.test(text));
  if (state !== undefined) reading.value(synchronized, state[1], line);
  return state !== undefined;
}

export const timeSync: Source = {
  id: 'time-sync',
  title: 'how the clock is kept (timedatectl, chronyc tracking, ntpstat, ntpdate -q)',
  commands: ['timedatectl', 'chronyc', 'ntpstat', 'ntpdate'],
  needles: [
    'synchronized: ',
    'of NTP time',
    'System clock wrong by',
    ' time server ',
    'Leap status',
    'unsynchronised',
    'synchronised to ',
  ],
  facts: [offset, synchronized],
  read({ lines }: Block) {
    const reading = new ReadingBuilder();
    const others = lines.filter((line) => !take(reading, line));
    if (reading.findings.length > 0)
      for (const line of others) if (rest.test(line.text)) reading.understand(line);
    return reading;
  },
};
