/** What a `kubectl get …`, `kubectl top …` command asked for. */
export interface KubectlCommand {
  readonly verb: string;
  /** Lower case, without the object's name: `pods`, `svc`. */
  readonly resources: readonly string[];
  /** From `-n` or `--namespace`. */
  readonly namespace: string | null;
  readonly allNamespaces: boolean;
  /** Names objects, or selects them by labels or fields: what it prints says nothing about all the others. */
  readonly selects: boolean;
  /** From `-o` or `--output`, without what follows `=`. */
  readonly output: string | null;
}

const programs = new Set(['kubectl', 'k', 'oc', 'kubecolor', 'kubectl.exe']);

/** Flags whose value is a word of its own. */
const flagsWithValue = new Set([
  '-n',
  '--namespace',
  '-o',
  '--output',
  '-l',
  '--selector',
  '--field-selector',
  '--sort-by',
  '--context',
  '--kubeconfig',
  '--cluster',
  '--user',
  '-s',
  '--server',
  '-L',
  '--label-columns',
  '--as',
  '-v',
  '--v',
  '--request-timeout',
]);

const selectors = ['-l', '--selector', '--field-selector'];

/** Reads the words of a command; `null` when it is not kubectl's. */
export function kubectlCommand(words: readonly string[]): KubectlCommand | null {
  const program = words.findIndex((word) => programs.has(word.slice(word.lastIndexOf('/') + 1)));
  if (program < 0 || program > 2) return null;
  const plain: string[] = [];
  const flags = new Map<string, string>();
  for (let position = program + 1; position < words.length; position++) {
    const word = words[position] ?? '';
    if (!word.startsWith('-')) plain.push(word);
    else if (word.includes('='))
      flags.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    else if (flagsWithValue.has(word)) flags.set(word, words[++position] ?? '');
    else if (/^-[no][a-z]/.test(word)) flags.set(word.slice(0, 2), word.slice(2));
    else flags.set(word, '');
  }
  return {
    verb: plain[0] ?? '',
    resources: (plain[1] ?? '').split(',').map((resource) => (resource.split(/[/.]/)[0] ?? '').toLowerCase()),
    namespace: flags.get('-n') ?? flags.get('--namespace') ?? null,
    allNamespaces: flags.has('-A') || (flags.get('--all-namespaces') ?? 'false') !== 'false',
    selects: plain.length > 2 || (plain[1] ?? '').includes('/') || selectors.some((flag) => flags.has(flag)),
    output: (flags.get('-o') ?? flags.get('--output'))?.split('=')[0] ?? null,
  };
}

/** Whether the command lists one of these resources: `asksFor(command, ['pods', 'pod', 'po'])`. */
export const asksFor = (command: KubectlCommand | null, resources: readonly string[]): boolean =>
  command?.verb === 'get' && command.resources.some((resource) => resources.includes(resource));

/** Whether an empty answer means that the cluster has none of what was asked for. */
export const coversCluster = (command: KubectlCommand | null): boolean =>
  command?.allNamespaces === true && !command.selects;
