import { isIPv6 } from 'node:net';
import { REDACTED_WORD } from '../../redact/redacted-word.ts';
import { isMac, maskBits } from '../text/addresses.ts';
import { LineWriter } from './line-writer.ts';

/** What is put in the place of what a line holds; the same text when it stays. */
export interface Replacements {
  /** `10.0.0.1`, an octet possibly hidden; with the length of its prefix when one follows. */
  ipv4(text: string, context: AddressContext): string;
  ipv6(text: string, context: AddressContext): string;
  mac(text: string): string;
  /** A word, with dots and dashes: `node-1`, `a.b.corp`, `kube-proxy-x2kqp`, `main.go`. */
  word(text: string): string;
}

export interface AddressContext {
  prefixBits: number | null;
  /** Prefix lengths of the masks on the line. */
  masks: readonly number[];
}

/** A host name has 253 characters at most, what it is part of a few more. */
export const longestName = 300;

/** A word without the dots and dashes behind it. */
export function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === '-')) end--;
  return text.slice(0, end);
}

const withColons =
  /(?<![\w:.])(?:[\da-fA-F]{0,4}:){2,19}(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-fA-F]{0,4})(?![\dA-Za-z_])(?!:[\da-fA-F])/g;
const redactedWords = new RegExp(REDACTED_WORD, 'g');
const word = /[A-Za-z\d_*][\w.*-]*/g;
const octet = '(?:\\d{1,3}|\\*{1,3}|[xX]{1,3})';
/** Calico writes its time, which begins with the year, right behind the last address. */
const last = `(?:${octet}(?![\\d*])|\\d{1,3}(?=20(?:\\d\\d)?(?!\\d)))`;
/** Four octets, and a port behind a fifth dot (tcpdump); not the four parts of a longer row of numbers. */
const dotted = new RegExp(`(?:(?<![\\w.*])|(?<=_))(?:${octet}\\.){3}${last}(?!\\.\\d+\\.\\d)`, 'g');
const ofVersion = /(?:version|release|build)["']?[:= ]{0,2}["']?$/i;
const mask = /(?<![\d.])255\.(?:\d{1,3}\.){2}\d{1,3}(?![\d.])/g;

/** Puts replacements into one line. Takes time linear in its length: no pattern looks far. */
export function scanLine(line: string, replacements: Replacements): string {
  const writer = new LineWriter();
  const masks = line.includes('255.') ? masksOn(line) : [];
  let done = 0;
  for (const match of line.matchAll(withColons)) {
    const text = trimmed(match[0]);
    const kind = isMac(text) ? 'mac' : isIPv6(text) ? 'ipv6' : null;
    if (kind === null) continue;
    scanWords(line.slice(done, match.index), { writer, replacements, masks });
    done = match.index + text.length;
    const prefixBits = prefixBehind(line, done);
    writer.replace(
      text,
      kind === 'mac' ? replacements.mac(text) : replacements.ipv6(text, { prefixBits, masks }),
    );
  }
  scanWords(line.slice(done), { writer, replacements, masks });
  return writer.line;
}

/** `2001:db8::1:` ends a clause. */
const trimmed = (text: string): string => (/[^:]:$/.test(text) ? text.slice(0, -1) : text);

interface Scan {
  writer: LineWriter;
  replacements: Replacements;
  masks: readonly number[];
}

/** What redaction put there is no name, and stays; what stands right beside it may be one. */
function scanWords(text: string, scan: Scan): void {
  let done = 0;
  if (text.includes('REDACTED-'))
    for (const { 0: redacted, index } of text.matchAll(redactedWords)) {
      scanNames(text.slice(done, index), scan);
      scan.writer.keep(redacted);
      done = index + redacted.length;
    }
  scanNames(text.slice(done), scan);
}

function scanNames(text: string, scan: Scan): void {
  let done = 0;
  for (const match of text.matchAll(word)) {
    scan.writer.keep(text.slice(done, match.index));
    done = match.index + match[0].length;
    if (!scanAddresses(text, match[0], { ...scan, at: match.index }))
      put(match[0], scan.replacements.word(match[0]), scan);
  }
  scan.writer.keep(text.slice(done));
}

/** Whether there were addresses in the word. */
function scanAddresses(text: string, found: string, scan: Scan & { at: number }): boolean {
  if (!/[\d*xX]\.[\d*xX]/.test(found)) return false;
  let done = 0;
  for (const match of found.matchAll(dotted)) {
    const address = match[0];
    const at = scan.at + match.index;
    if (!isAddress(address) || ofVersion.test(text.slice(Math.max(0, at - 16), at))) continue;
    scan.writer.keep(found.slice(done, match.index));
    done = match.index + address.length;
    const prefixBits = prefixBehind(text, at + address.length);
    put(address, scan.replacements.ipv4(address, { prefixBits, masks: scan.masks }), scan);
  }
  if (done > 0) scan.writer.keep(found.slice(done));
  return done > 0;
}

const isAddress = (text: string): boolean =>
  /\d/.test(text) && text.split('.').every((part) => !/\d/.test(part) || Number(part) <= 255);

const put = (original: string, by: string, { writer }: Scan): void =>
  original === by ? writer.keep(original) : writer.replace(original, by);

function prefixBehind(text: string, at: number): number | null {
  const behind = /^\/(\d{1,3})(?![\d.])/.exec(text.slice(at, at + 6))?.[1];
  return behind === undefined || Number(behind) > 128 ? null : Number(behind);
}

function masksOn(line: string): number[] {
  const bits = Array.from(line.matchAll(mask), ([text]) => maskBits(text));
  return [...new Set(bits.filter((length) => length !== null))];
}
