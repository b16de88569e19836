import { shellCommands } from '../../shell-words.ts';
import { settingKey } from './setting-line.ts';

/** They print files as they are, those below /proc/sys among them. */
const readers = new Set(['cat', 'head', 'tail', 'more', 'less', 'grep', 'egrep', 'fgrep']);

/** They ask other machines, or run a command line, that need not be visible. */
const remote = new Set(
  'ansible bash clush do dsh gcloud multipass parallel parallel-ssh pdsh pssh salt sh ssh talosctl vagrant xargs zsh'.split(
    ' ',
  ),
);

/** They print no settings, so that what comes behind them in a command line decides. */
const silent = new Set(
  'cd date echo export hostname modprobe printf set sleep systemctl true uname'.split(' '),
);

/** Files that hold what somebody wants the settings to be. */
const ofFile =
  /<<|\/etc\/|\/usr\/lib\/|\.(?:conf|cfg|ini|ya?ml|json|tf|j2|tpl|tmpl|erb|sh|md|orig|bak)(?=$|[\s'":)])/;

export const baseName = (program = ''): string => program.slice(program.lastIndexOf('/') + 1);
const isSysctl = (words: readonly string[]): boolean => baseName(words[0]) === 'sysctl';
const withoutSudo = (words: readonly string[]): readonly string[] =>
  words[0] === 'sudo' ? words.slice(1) : words;

/** Whether a text names a file of settings, or hands one over. */
export const namesFile = (text: string): boolean => ofFile.test(text);

/** Whether `key = value` lines behind a command are running values: only few programs know them. */
export function printsRunning(words: readonly string[], command: string): boolean {
  if (command.includes('<<') || command.includes('--dry-run') || changesText(command)) return false;
  const parts = shellCommands(command).map(withoutSudo);
  if (parts.some((part) => !isSysctl(part) && showsFile(part))) return false;
  const program = baseName(words[0]);
  const decisive = silent.has(program) ? parts.find(([first]) => !silent.has(baseName(first))) : words;
  if (decisive === undefined) return false;
  if (isSysctl(decisive)) return true;
  if (namesFile(command)) return false;
  if (readsProc(decisive)) return true;
  return decisive.length === 0 || remote.has(baseName(decisive[0])) || isHeading(decisive);
}

/** A label in words, or a machine's name, is no command. */
const isHeading = ([first = '', ...rest]: readonly string[]): boolean =>
  /^[A-Z]/.test(first) || (rest.length === 0 && /\d/.test(first));

const readsProc = (words: readonly string[]): boolean =>
  (readers.has(baseName(words[0])) || words[0] === 'find' || words[0] === 'awk') &&
  words.some((word) => word.startsWith('/proc/sys'));

const showsFile = (part: readonly string[]): boolean =>
  (readers.has(baseName(part[0])) && namesFile(part.join(' '))) ||
  (['echo', 'printf'].includes(part[0] ?? '') && part.some((word) => /\s=/.test(word)));

/** Whether a pipe leads through a program that may write other values. */
const changesText = (command: string): boolean =>
  command
    .split('|')
    .slice(1)
    .some((piece) => /^\s*(?:sed(?! -n)|tr|perl)\s/.test(piece));

/** The settings of which a command prints nothing but the values, in its order; none when it may print other numbers. */
export function bareKeys(words: readonly string[], command: string): string[] {
  if (!isPlain(command)) return [];
  const program = baseName(words[0]);
  const flags = words.filter((word) => word.startsWith('-'));
  const quiet = program === 'sysctl' && flags.some((word) => /^-[a-zA-Z]*n[a-zA-Z]*$|^--values$/.test(word));
  const shows =
    readers.has(program) && !flags.some((word) => /^-[a-zA-Z]*[nbclLq]|^--count|^--number/.test(word));
  const named = quiet ? words.slice(1) : shows ? words.filter((word) => word.startsWith('/proc/sys/')) : [];
  return named.flatMap((word) => (word.includes('*') ? [] : (settingKey(word) ?? [])));
}

/** One command, whose output goes nowhere, or through grep, which leaves lines as they are unless it counts them. */
function isPlain(command: string): boolean {
  const [first = '', ...filters] = command.split('|');
  if (/[;&>]/.test(first.replaceAll('2>&1', '').replaceAll('2>/dev/null', ''))) return false;
  return filters.every(
    (filter) => /^\s*[ef]?grep\s/.test(filter) && !/\s-[a-zA-Z]*[cnoq]|\s--count|[;&>]/.test(filter),
  );
}
