// net.ipv4.ip_forward = 0
// /proc/sys/net/ipv4/ip_forward = 0
// sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory
// sysctl: error: 'net.bridge.bridge-nf-call-iptables' is an unknown key
import { sysctls } from '../../../facts/host.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { wordsOf } from '../../text/words.ts';
import { bareKeys, baseName, namesFile, printsRunning } from './setting-command.ts';
import { absentKey, type SettingLine, settingKey, settingLine, wholeValue } from './setting-line.ts';

const settled = /^(?:\* Applying \/|sysctl: (?:permission denied|reading key|setting key|cannot))/;

/** Programs that show or write files; a path alone is the title of its contents. */
const filePrograms = new Set(
  `awk bat batcat cat curl diff echo egrep fgrep git grep head less man more nano nl rg sed strings tail tee vi view vim wget zcat
  zgrep`.split(/\s+/),
);

/** Whether a line within a text is a command that shows or writes a file of settings, or the title of one. */
function opensFileOf(words: readonly string[], text: string): boolean {
  if (settled.test(text) || !namesFile(text)) return false;
  const plain = words.filter((word) => /\w/.test(word));
  return filePrograms.has(baseName(plain[0])) || (plain.length === 1 && /^['"`]?\//.test(plain[0] ?? ''));
}

class SysctlReading extends ReadingBuilder {
  /** Within the lines of a file that the text itself shows. */
  #file = false;
  #pending: string[];
  #bare: Line[] = [];
  readonly #running: boolean;
  readonly #tight: boolean;

  constructor({ command, words }: Block) {
    super();
    this.#running = command === null || printsRunning(words, command);
    this.#tight = baseName(words[0]) === 'sysctl';
    this.#pending = bareKeys(words, command ?? '');
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
    if (this.#bare.length < this.#pending.length) this.#bare.push(line);
    return true;
  }

  /** Values without names are told apart by their order, which a value that is missing breaks. */
  endBare(): void {
    if (this.#bare.length === this.#pending.length)
      for (const [position, key] of this.#pending.entries()) {
        const line = this.#bare[position];
        if (line !== undefined) this.#state(line, { key, value: line.text.trim(), host: null });
      }
    this.#pending = [];
    this.#bare = [];
  }

  #takeSetting(line: Line, setting: SettingLine): void {
    if (!this.#running) return;
    if (setting.form !== 'proc' && (this.#file || (setting.form === 'tight' && !this.#tight))) return;
    this.#state(line, setting);
  }

  #state(line: Line, { key, value: text, host }: Omit<SettingLine, 'form'>): void {
    const value = wholeValue(text);
    const filtered = /^net\.ipv4\.conf\.(.{1,40})\.rp_filter$/.exec(key)?.[1];
    if (filtered !== undefined && filtered !== 'all' && filtered !== 'default' && value !== null)
      this.item('network.reverse-path-filters', { interface: filtered, mode: value }, line);
    else if (!Object.hasOwn(sysctls, key)) this.understand(line);
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
    const command = text.replace(/^(?:[^\s#$>]{0,80}[#$>]\s)?\s*(?:sudo\s)?/, '');
    const typed = wordsOf(command);
    const keys = heading === undefined ? bareKeys(typed, command) : [settingKey(heading) ?? ''];
    if (keys.length > 0) {
      this.endBare();
      this.#pending = keys;
    }
    if (keys.length > 0 || settled.test(text)) this.understand(line);
    const opensFile = opensFileOf(typed, text);
    if (opensFile || !text.startsWith('#')) this.#file = opensFile;
  }

  /** kubeadm compares with 1 a file that holds 0 or 1, and prints only that they differ. */
  #takeExpectation(line: Line, text: string): boolean {
    const end = text.indexOf(' contents are not set to 1');
    const path = end < 0 ? undefined : wordsOf(text.slice(0, end)).at(-1);
    const key = path === undefined ? null : settingKey(path);
    if (key === null) return false;
    this.#state(line, { key, value: '0', host: null });
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
    'net.core.',
    'fs.inotify.',
    'net.nf_conntrack',
    '/proc/sys/',
    'is an unknown key',
    'net/bridge/',
  ],
  facts: [
    ...Object.keys(sysctls).map((key) => `sysctl.${key}`),
    'sysctl.absent-keys',
    'network.reverse-path-filters',
  ],
  read(block) {
    const reading = new SysctlReading(block);
    for (const line of block.lines) reading.take(line);
    reading.endBare();
    return reading;
  },
};
