import { wordTable } from '../../../lib/word-table.ts';
import { isAddress } from '../../text/addresses.ts';

/** A kernel setting as one line shows it. */
export interface SettingLine {
  /** Dotted: `net.ipv4.ip_forward`. */
  key: string;
  value: string;
  /** Whether the line is in the form of sysctl's output; configuration files are written like it, or without spaces. */
  form: 'sysctl' | 'proc' | 'tight';
  /** `node-1` of `node-1: net.ipv4.ip_forward = 0`, as tools print it that ask several machines. */
  host: string | null;
}

const roots = new Set([
  'net',
  'kernel',
  'vm',
  'fs',
  'dev',
  'user',
  'abi',
  'crypto',
  'sunrpc',
  'debug',
  'fscache',
]);

/** Names that older kernels gave to settings of today. */
const formerNames = wordTable<string>({
  'net.nf_conntrack_max': 'net.netfilter.nf_conntrack_max',
  'net.ipv4.netfilter.ip_conntrack_max': 'net.netfilter.nf_conntrack_max',
  'net.ipv4.netfilter.ip_conntrack_count': 'net.netfilter.nf_conntrack_count',
});

/** The dotted name of a setting written with dots, slashes or as a path; `null` when it is none. */
export function settingKey(text: string): string | null {
  const path = text.startsWith('/proc/sys/') ? text.slice('/proc/sys/'.length) : text;
  const key = path.replaceAll('/', '.');
  const root = key.slice(0, key.indexOf('.'));
  if (!roots.has(root) || key.length > 200 || !/^[\w.:@*-]*\w$/.test(key)) return null;
  return formerNames[key] ?? key;
}

/** `a.b = 0`, `a.b=0`, `/proc/sys/a/b = 0`, `/proc/sys/a/b:0`, or `host: a.b = 0`; `null` for any other line. */
export function settingLine(text: string): SettingLine | null {
  const line = text.trim();
  const own = ownSetting(line);
  if (own !== null) return own;
  const colon = line.indexOf(': ');
  if (colon < 1 || !isHost(line.slice(0, colon))) return null;
  const setting = ownSetting(line.slice(colon + 2).trim());
  return setting?.form === 'sysctl' ? { ...setting, host: line.slice(0, colon) } : null;
}

/** Words that reports put before a setting that they compare, name or number. */
const reportWords = new Set(
  `actual after assert audit before benchmark changed check cis control current default desired error expected fail failed found
  info item l line note now ok pass passed previous recommended required result rule section step value wanted warn warning was`.split(
    /\s+/,
  ),
);

/** Reports begin lines with words and numbers of their own: only what is sure to be a machine's name or address counts. */
function isHost(text: string): boolean {
  if (text.length > 253 || !/^[A-Za-z0-9][\w.-]*$/.test(text) || !/[\d.-]/.test(text)) return false;
  if (/\.(?:conf|ya?ml|sh|md)$/.test(text)) return false;
  const words = text.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return words.length === 0 ? isAddress(text) : !words.every((word) => reportWords.has(word.toLowerCase()));
}

function ownSetting(line: string): SettingLine | null {
  const isPath = line.startsWith('/proc/sys/');
  const position = isPath ? line.search(/[=:]/) : line.indexOf('=');
  if (position < 1) return null;
  const left = line.slice(0, position);
  const key = settingKey(left.trim());
  if (key === null) return null;
  const form = isPath ? 'proc' : left.endsWith(' ') ? 'sysctl' : 'tight';
  return { key, value: line.slice(position + 1).trim(), form, host: null };
}

/** Remarks that tell of another value, so that the number before them may be the former one. */
const compares = /->|→|=>|\b(?:was|now|before|after|old|new|formerly|previously|changed)\b/i;

/** The whole number that a value is, a remark behind it left out; `null` for other values. */
export function wholeValue(value: string): number | null {
  const number = /^-?\d{1,18}(?=$|[\s#(<;])/.exec(value)?.[0];
  if (number === undefined) return null;
  const rest = value.slice(number.length).trim();
  const isRemark = rest === '' || (/^(?:[#;(<]|\/\/)/.test(rest) && !compares.test(rest));
  return isRemark && Number.isSafeInteger(Number(number)) ? Number(number) : null;
}

/** Longer than any path below /proc/sys. */
const LONGEST_PATH = 300;

const saysAbsent = /no such file or directory|is an unknown key|unknown oid|does not exist/i;

/** The setting that a message says the kernel does not have; `null` for any other line. */
export function absentKey(text: string): string | null {
  if (!saysAbsent.test(text)) return null;
  const named =
    /\/proc\/sys\/[\w./-]+/.exec(text)?.[0] ?? /["'`‘](\w{2,7}[./][\w./-]+)["'`’]/.exec(text)?.[1];
  return named === undefined || named.length > LONGEST_PATH ? null : settingKey(named.replace(/[./]+$/, ''));
}
