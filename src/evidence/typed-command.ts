import { hasSource, isProgram, leadingWords, programName } from './programs.ts';
import { soundsSpoken } from './prose.ts';

/** Programs that are English words too: behind a lone `#`, only arguments show that they are meant. */
const ordinaryWords = new Set(
  `alias bridge cut date exit export find free head host kill less make more mount read reboot route service set sleep snap sort
  ssl tail tee test time top touch wait watch which`.split(/\s+/),
);

const programShape = /^(?:\.{0,2}\/)?[a-z0-9_][\w./+-]*$/;
const argumentShape = /^(?:--?[A-Za-z]|[.~]{0,2}\/)/;
const assignment = /^[A-Za-z_]\w*=/;

/** Whether what stands behind a lone `$` was typed: anything that begins like a program. */
export function isTypedByUser(command: string): boolean {
  const first = command.slice(0, 200).split(/\s/, 1)[0] ?? '';
  return assignment.test(first) || (/^[A-Za-z_.~/]/.test(first) && !first.endsWith(':'));
}

/** Whether what stands behind a lone `#` was typed at a root prompt; otherwise it is a comment. */
export function isTypedByRoot(command: string): boolean {
  const [first = '', ...rest] = command.slice(0, 4000).split(/\s+/);
  if (!programShape.test(first) || soundsSpoken(rest)) return false;
  if (!isProgram(first)) return argumentShape.test(rest[0] ?? '') || /^\.{0,2}\//.test(first);
  if (!ordinaryWords.has(first)) return !/[.:!?]$/.test(command);
  return rest.length === 0 || rest.some((word) => argumentShape.test(word) || /[\d|=/]/.test(word));
}

const kubectlVerbs = new Set(
  `annotate api-resources api-versions apply auth certificate cluster-info config cordon cp create debug delete describe drain edit
  exec explain expose get label logs patch port-forward proxy replace rollout run scale set taint top uncordon version wait`.split(
    /\s+/,
  ),
);

/** Programs that are run without an argument. */
const aloneEnough = new Set(['ifconfig', 'lsmod', 'arp', 'route']);

/**
 * Whether a line without a prompt is a command all the same: a program whose output a source reads, with nothing but
 * arguments. Errs towards no, since outputs and sentences begin with such words, too.
 */
export function isBareCommand(line: string): boolean {
  if (line.length > 1000 || /^\s{5}/.test(line)) return false;
  const [first = '', ...rest] = line.trim().split(/\s+/);
  if (first === 'for') return rest[1] === 'in' && rest.at(-1) === 'done' && rest.includes('do');
  if (first === 'sudo') return isBareCommand(rest.join(' '));
  if (!/^[a-z][a-z0-9_.-]*$/.test(first) || !hasSource(first)) return false;
  if (rest.length === 0) return aloneEnough.has(first);
  if (soundsSpoken(rest) || /[.:,;!?)]$/.test(line.trimEnd())) return false;
  return startsLikeArguments(programName(first), rest) && rest.filter(isUnknownWord(first)).length <= 1;
}

function startsLikeArguments(program: string, rest: readonly string[]): boolean {
  const [second = ''] = rest;
  const plain = rest.find((word) => !word.startsWith('-') && !assignment.test(word)) ?? '';
  if (program === 'kubectl' || program === 'oc') return kubectlVerbs.has(plain);
  const leading = leadingWords.get(program) ?? new Set();
  if (leading.size > 0 && !aloneEnough.has(program)) return rest.some((word) => leading.has(word));
  return second.startsWith('-') || /[\d./_]/.test(second) || rest.length === 1;
}

const isUnknownWord = (program: string) => {
  const leading = leadingWords.get(programName(program)) ?? new Set();
  return (word: string, position: number, all: readonly string[]): boolean =>
    /^[a-z]+$/.test(word) &&
    !leading.has(word) &&
    !kubectlVerbs.has(word) &&
    !(all[position - 1] ?? '').startsWith('-') &&
    !arguments_.has(word);
};

/** Keywords of ip, tcpdump, route and systemctl. */
const arguments_ = new Set(
  `add all and any arp del dev default deployment dst endpoints gw host icmp list name net node nodes not or pod pods port proto show src
  status svc table tcp udp via`.split(/\s+/),
);
