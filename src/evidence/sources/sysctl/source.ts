// net.ipv4.ip_forward = 0
// /proc/sys/net/ipv4/ip_forward = 0
// sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory
// sysctl: error: 'net.bridge.bridge-nf-call-iptables' is an unknown key
import { sysctls } from '../../../facts/host.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';
import { absentKey, type SettingLine, settingKey, settingLine, wholeValue } from './setting-line.ts';

const filePrograms = new Set([
  'cat',
  'tee',
  'less',
  'more',
  'head',
  'tail',
  'grep',
  'egrep',
  'echo',
  'vi',
  'vim',
  'nano',
  'awk',
  'sed',
]);

const baseName = (program = ''): string => program.slice(program.lastIndexOf('/') + 1);

/** Whether a command line shows or writes a file of settings: what it prints is no running value. */
function touchesFile(words: readonly string[], command: string): boolean {
  if (command.includes('<<')) return true;
  return (
    filePrograms.has(baseName(words[0])) && !command.includes('/proc/sys') && !/\bsysctl -/.test(command)
  );
}

/** The settings of which a command prints the bare values, in its order. */
function bareKeys(words: readonly string[]): string[] {
  const program = baseName(words[0]);
  const quiet = program === 'sysctl' && words.some((word) => /^-[a-zA-Z]*n[a-zA-Z]*$|^--values$/.test(word));
  const named = quiet
    ? words.slice(1)
    : filePrograms.has(program)
      ? words.filter((word) => word.startsWith('/proc/sys/'))
      : [];
  return named.flatMap((word) => (word.includes('*') ? [] : (settingKey(word) ?? [])));
}

const settled = /^(?:\* Applying \/|sysctl: (?:permission denied|reading key|setting key|cannot))/;

class SysctlReading extends ReadingBuilder {
  /** Within the lines of a file that the text itself shows. */
  #file = false;
  #pending: string[];
  readonly #fileOnly: boolean;
  readonly #tight: boolean;

  constructor(block: Block) {
    super();
    this.#fileOnly = block.command !== null && touchesFile(block.words, block.command);
    this.#tight = baseName(block.words[0]) === 'sysctl';
    this.#pending = bareKeys(block.words);
  }

  take(line: Line): void {
    const text = line.text.trim();
    if (text === '' || this.#takeAbsent(line) || this.#takeBare(line, text)) return;
    const setting = settingLine(text);
    if (setting !== null) this.#takeSetting(line, setting);
    else this.#takeOther(line, text);
  }

  #takeAbsent(line: Line): boolean {
    const key = absentKey(line.text);
    if (key === null) return false;
    this.item('sysctl.absent-keys', key, line);
    this.#pending = this.#pending.filter((pending) => pending !== key);
    return true;
  }

  #takeBare(line: Line, text: string): boolean {
    if (!/^-?\d[\d\s]*$/.test(text)) return false;
    const key = this.#pending.shift();
    if (key !== undefined) this.#state(line, key, text);
    return true;
  }

  #takeSetting(line: Line, setting: SettingLine): void {
    if (
      setting.form !== 'proc' &&
      (this.#fileOnly || this.#file || (setting.form === 'tight' && !this.#tight))
    )
      return;
    this.#state(line, setting.key, setting.value, setting.host);
  }

  #state(line: Line, key: string, text: string, host: string | null = null): void {
    const value = wholeValue(text);
    if (!Object.hasOwn(sysctls, key)) this.understand(line);
    else if (value === null) this.fail(line);
    else {
      const found = { fact: `sysctl.${key}`, value, lines: [line.number, line.number] } as const;
      this.findings.push(host === null ? found : { ...found, host });
    }
  }

  /** Commands without a prompt, headings of files, and messages that say nothing about a value. */
  #takeOther(line: Line, text: string): void {
    if (this.#takeExpectation(line, text)) return;
    const heading = /^==> (\/proc\/sys\/\S+) <==$/.exec(text)?.[1];
    const typed = wordsOf(text.replace(/^(?:[^\s#$>]{0,80}[#$>]\s)?\s*(?:sudo\s)?/, ''));
    const keys = heading === undefined ? bareKeys(typed) : [settingKey(heading) ?? ''];
    if (keys.length > 0) this.#pending = keys;
    if (keys.length > 0 || settled.test(text)) this.understand(line);
    const opensFile = /<<|\/etc\/sysctl/.test(text) && touchesFile(typed, text);
    if (opensFile || !text.startsWith('#')) this.#file = opensFile;
  }

  /** kubeadm compares with 1 a file that holds 0 or 1, and prints only that they differ. */
  #takeExpectation(line: Line, text: string): boolean {
    const end = text.indexOf(' contents are not set to 1');
    const path = end < 0 ? undefined : wordsOf(text.slice(0, end)).at(-1);
    const key = path === undefined ? null : settingKey(path);
    if (key === null) return false;
    this.#state(line, key, '0');
    return true;
  }
}

export const sysctl: Source = {
  id: 'sysctl',
  title: 'kernel settings (sysctl, /proc/sys)',
  commands: ['sysctl', ...Object.keys(sysctls).map((key) => `cat /proc/sys/${key.replaceAll('.', '/')}`)],
  needles: [
    'net.ipv4.',
    'net.ipv6.',
    'net.bridge.',
    'net.netfilter.',
    'net.nf_conntrack',
    '/proc/sys/',
    'is an unknown key',
    'net/bridge/',
  ],
  facts: [...Object.keys(sysctls).map((key) => `sysctl.${key}`), 'sysctl.absent-keys'],
  read(block) {
    const reading = new SysctlReading(block);
    for (const line of block.lines) reading.take(line);
    return reading;
  },
};
