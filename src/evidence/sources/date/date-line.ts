import type { ClockReading } from '../../../facts/clock.ts';
import { wordTable } from '../../../lib/word-table.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const clock = String.raw`(\d\d):(\d\d):(\d\d)( AM| PM)?`;
const zone = String.raw`([A-Z]{2,5}|[+-]\d\d:?\d\d)`;

/** `Tue Oct  6 10:47:02 CST 2020`, and with 12 hours. */
const unix = new RegExp(`^${day} ${month} {1,2}(\\d{1,2}) ${clock} ${zone} (\\d{4})$`);
/** `Sat 21 Nov 2026 04:11:33 PM UTC`, `Wed, 11 Mar 2026 14:04:05 +0000`. */
const dayFirst = new RegExp(`^${day},? (\\d{1,2}) ${month} (\\d{4}) ${clock} ${zone}$`);
/** `Sat Nov 21 04:11:33 PM UTC 2026` is `unix`; `2026-03-11T14:04:05+00:00`, `2026-03-11 14:04:05 UTC` are these. */
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,9})? ?(Z|UTC|[+-]\d\d:?\d\d)$/;

/** Hours to UTC of abbreviations that mean one zone only. */
const zoneHours = wordTable<number>({
  UTC: 0,
  GMT: 0,
  Z: 0,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  JST: 9,
  KST: 9,
  EST: -5,
  EDT: -4,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
});

interface Parts {
  year: string;
  month: number;
  day: string;
  hours: string;
  minutes: string;
  seconds: string;
  half: string;
  zone: string;
}

function readingOf(parts: Parts): ClockReading | null {
  const { half } = parts;
  const hours = half === '' ? Number(parts.hours) : (Number(parts.hours) % 12) + (half === 'PM' ? 12 : 0);
  const naive = Date.UTC(
    Number(parts.year),
    parts.month,
    Number(parts.day),
    hours,
    Number(parts.minutes),
    Number(parts.seconds),
  );
  if (Number.isNaN(naive)) return null;
  const offset = offsetSeconds(parts.zone);
  return offset === null
    ? { seconds: naive / 1000, zone: parts.zone }
    : { seconds: naive / 1000 - offset, zone: 'UTC' };
}

function offsetSeconds(name: string): number | null {
  const numeric = /^([+-])(\d\d):?(\d\d)$/.exec(name);
  if (numeric === null) return Object.hasOwn(zoneHours, name) ? (zoneHours[name] ?? 0) * 3600 : null;
  const [, sign, hours = '0', minutes = '0'] = numeric;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** Reads a line as `date` prints it in the C and English locales; `null` for any other. */
export function dateLine(text: string): ClockReading | null {
  if (text.length > 60) return null;
  const first = unix.exec(text);
  if (first !== null) {
    const [, name = '', date = '', hours = '', minutes = '', seconds = '', half, place = '', year = ''] =
      first;
    return readingOf({
      ...{ year, month: months.indexOf(name.toLowerCase()), day: date, hours, minutes, seconds },
      half: (half ?? '').trim(),
      zone: place,
    });
  }
  const second = dayFirst.exec(text);
  if (second !== null) {
    const [, date = '', name = '', year = '', hours = '', minutes = '', seconds = '', half, place = ''] =
      second;
    return readingOf({
      ...{ year, month: months.indexOf(name.toLowerCase()), day: date, hours, minutes, seconds },
      half: (half ?? '').trim(),
      zone: place,
    });
  }
  const [whole, year = '', name = '', date = '', hours = '', minutes = '', seconds = '', place = ''] =
    iso.exec(text) ?? [];
  if (whole === undefined) return null;
  return readingOf({
    year,
    month: Number(name) - 1,
    day: date,
    hours,
    minutes,
    seconds,
    half: '',
    zone: place,
  });
}
