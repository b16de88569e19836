import { isProgram, programName } from './programs.ts';
import { shellCommands } from './shell-words.ts';
import { wrappers } from './wrappers.ts';

export interface TypedCommand {
  /** Of the first command that does something, without what surrounds it; the program comes first, by its plain name. */
  words: string[];
  /** The machine that it ran on, when the command says so; `null` when it went somewhere that has no name. */
  host?: string | null;
  /** It opened a shell: what follows at prompts without a host ran there. */
  opensShell: boolean;
  /** The words of kubectl, when it ran the command in a pod. */
  wrapper?: string[];
  /** `host` is a pod or a container. */
  pod?: boolean;
  /** What ran on each of several machines, which nothing names here: `words` is empty then. */
  each?: string[];
  /** A loop over names. */
  loops?: boolean;
}

/** What a pod is called that a variable stands for. */
const unnamedPod = 'pod';

/** Command lines longer than this are data. */
const longest = 16 * 1024;

/** Wrappers are taken off so often at most; nobody types more. */
const deepest = 32;

/** They change the shell, and print nothing. */
const silent = new Set([
  'cd',
  'export',
  'set',
  'unset',
  'source',
  '.',
  'true',
  'clear',
  'umask',
  'alias',
  'for',
  'while',
  'if',
]);

const assignment = /^[A-Za-z_]\w*=/;

/** What a command line runs, and where. Never fails: what is no command gives its words, or none for a file's name. */
export function readCommand(line: string): TypedCommand {
  const commands = shellCommands(line.slice(0, longest));
  let words = firstThatPrints(commands);
  let several = false;
  const typed: TypedCommand = { words: [], opensShell: false };
  if (isLoop(commands)) typed.loops = true;
  for (let depth = 0; depth < deepest; depth++) {
    words = withoutAssignments(words);
    const unwrapped = wrappers.get(programName(words[0] ?? ''))?.([
      programName(words[0] ?? ''),
      ...words.slice(1),
    ]);
    if (unwrapped === undefined || unwrapped === null) break;
    if (unwrapped.host !== undefined) {
      typed.pod = unwrapped.pod === true;
      typed.host = isName(unwrapped.host) ? unwrapped.host : typed.pod ? unnamedPod : null;
    }
    if (unwrapped.shell) typed.opensShell = true;
    if (unwrapped.reports) typed.wrapper ??= words;
    words = unfolded(unwrapped.words);
    several ||= unwrapped.host?.includes('$') === true;
  }
  const [program = '', ...rest] = isFileName(words) ? [] : words;
  typed.words = [programName(program), ...rest].filter((word) => word !== '');
  return several ? { ...typed, words: [], each: typed.words } : typed;
}

/** A shell's variable names no machine, and stands for several: what each of them printed cannot be told apart. */
const isName = (host: string | null): boolean => host !== null && /^[\w*][\w.*:/-]{0,252}$/.test(host);

function firstThatPrints(commands: readonly string[][]): string[] {
  const printing = commands.filter(([first = '']) => !silent.has(first));
  const inLoop = isLoop(commands) ? printing.find((words) => !announces(words)) : undefined;
  return inLoop ?? printing[0] ?? commands[0] ?? [];
}

const isLoop = ([first]: readonly string[][]): boolean => first?.[0] === 'for' || first?.[0] === 'while';

/** What a loop says before the command that it is there for. */
function announces(words: readonly string[]): boolean {
  const [program = ''] = words[0] === 'do' ? words.slice(1) : words;
  return ['', 'echo', 'printf', 'sleep', 'done'].includes(program);
}

function withoutAssignments(words: string[]): string[] {
  const first = words.findIndex((word) => !assignment.test(word));
  return first < 0 ? [] : words.slice(first);
}

/** A whole command line handed over as one word: `sh -c "…"`, `ssh node "…"`. */
function unfolded(words: string[]): string[] {
  const [only = ''] = words;
  return words.length === 1 && /\s/.test(only) ? firstThatPrints(shellCommands(only)) : words;
}

/** A label such as `/var/log/kubelet.log` names what was read, not what was run. */
const isFileName = (words: readonly string[]): boolean =>
  words.length === 1 && /[/.]/.test(words[0] ?? '') && !isProgram(words[0] ?? '');

export interface CommandLabel {
  command: string;
  host: string | null;
}

/** Told of a machine's state or of a text, not of a machine. */
const noHosts = new Set(
  'after again before excerpt failing first head last later log logs new old output partial retry second snippet summary tail truncated working'.split(
    ' ',
  ),
);

/** Commands whose output is a machine's own; what stands before one and a colon is the machine. */
const ahead =
  /^(?:on )?([A-Za-z][\w.-]{0,252}): {1,4}((?:sudo )?(?:ip|ifconfig|arp|arping|route|ss|netstat|iptables(?:-save)?|sysctl|cat|ls|journalctl|systemctl|tcpdump|hostname) .{1,500})$/;

/** Splits the machine off a label: `ip route (node-2)`, `node-2: ip route show`. */
export function readLabel(label: string): CommandLabel {
  const trimmed = label.trim();
  const [machine = '', command = ''] = ahead.exec(trimmed)?.slice(1) ?? [];
  if (machine !== '' && !noHosts.has(machine.toLowerCase())) return { command, host: machine };
  const open = trimmed.lastIndexOf(' (');
  const host = open < 0 || !trimmed.endsWith(')') ? '' : trimmed.slice(open + 2, -1).trim();
  if (!/^[\w*][\w.*-]{0,252}$/.test(host) || noHosts.has(host.toLowerCase()))
    return { command: trimmed, host: null };
  return { command: trimmed.slice(0, open).trimEnd(), host };
}
