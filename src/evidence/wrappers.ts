import { container, crictl, lxc, lxcAttach, namespaceOfIp, unshare } from './container-wrappers.ts';
import { afterOptions, entered, options, type Unwrapped, type Wrapper } from './unwrapped.ts';

/** Runs the rest unchanged on the same machine, behind `skip` words that are no options. */
const prefix =
  (withValue: string, skip = 0): Wrapper =>
  (words) => ({ words: words.slice(afterOptions(words, options(withValue)) + skip) });

const sshOptions = options('-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B');

const ssh: Wrapper = (words) => {
  const at = afterOptions(words, sshOptions);
  const target = words[at];
  if (target === undefined) return null;
  return entered(words.slice(at + 1), target.slice(target.lastIndexOf('@') + 1));
};

const kubectlOptions = options(
  '-n --namespace -c --container --context --kubeconfig --cluster --user -s --server --as --token -v --v --request-timeout --image --profile --target',
);

/** `kubectl exec POD -- …`, `kubectl debug node/NAME …`, `kubectl run NAME … -- …`. */
const kubectl: Wrapper = (words) => {
  const verbAt = afterOptions(words, kubectlOptions);
  const verb = words[verbAt] ?? '';
  if (!['exec', 'debug', 'run', 'rsh'].includes(verb)) return null;
  const target = afterOptions(words, kubectlOptions, verbAt + 1);
  const dashes = words.indexOf('--', verbAt);
  const given = words[target] ?? '';
  const name = given.replace(/^(?:pods?|po|nodes?|no)\//, '');
  if (name === '') return null;
  const reports = { reports: true } as const;
  const wrapped = /^(?:nodes?|no)\//.test(given) ? reports : ({ ...reports, pod: true } as const);
  if (dashes >= 0) return { ...entered(words.slice(dashes + 1), name), ...wrapped };
  if (verb === 'run') return null;
  const rest = words.slice(afterOptions(words, kubectlOptions, target + 1));
  return { ...entered(verb === 'debug' ? [] : rest, name), ...wrapped };
};

/** Another network namespace is another machine; that of process 1 is the machine's own. */
const nsenter: Wrapper = (words) => {
  const at = afterOptions(words, options('-t --target -S --setuid -G --setgid'));
  const flags = words.slice(1, at).join(' ');
  const ofFirst = /(?:-t ?|--target[ =])1(?: |$)/.test(flags);
  const rest = words.slice(at);
  const unwrapped: Unwrapped = ofFirst ? { words: rest } : { words: rest, host: null };
  return rest.length === 0 ? { ...unwrapped, shell: true } : unwrapped;
};

/** A shell without a script is a prompt; `-c` wraps a command line. */
const shell: Wrapper = (words) => {
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (flag > 0) return { words: words.slice(flag + 1, flag + 2) };
  return words.slice(1).every((word) => word.startsWith('-')) ? { words: [], shell: true } : null;
};

const su: Wrapper = (words) => {
  const flag = words.indexOf('-c');
  return flag > 0 ? { words: words.slice(flag + 1, flag + 2) } : { words: [], shell: true };
};

const sudo: Wrapper = (words) => {
  const at = afterOptions(words, options('-u -g -h -p -C -T -U -r -t --user --group'));
  const rest = words.slice(at);
  return rest.length === 0 && words.length > 1 ? { words: [], shell: true } : { words: rest };
};

const bundled: Wrapper = (words) =>
  words[1] === 'kubectl' || words[1] === 'crictl'
    ? { words: words.slice(1).filter((word, i) => i !== 1 || word !== '--') }
    : null;

/** Asks a group of machines: each answers under its own name. */
const ansible: Wrapper = (words) => {
  const at = words.findIndex((word) => word === '-a' || word === '--args');
  return at < 0 ? null : { words: words.slice(at + 1, at + 2), host: '$' };
};

export const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ['sudo', sudo],
  ['doas', prefix('-u -C')],
  ['env', prefix('-u -C -S')],
  ['time', prefix('-f -o')],
  ['nohup', prefix('')],
  ['setsid', prefix('')],
  ['command', prefix('')],
  ['exec', prefix('')],
  ['busybox', prefix('')],
  ['nice', prefix('-n')],
  ['stdbuf', prefix('-i -o -e')],
  ['timeout', prefix('-s -k --signal --kill-after', 1)],
  ['watch', prefix('-n --interval')],
  ['do', prefix('')],
  ['then', prefix('')],
  ['{', prefix('')],
  ['(', prefix('')],
  ['ssh', ssh],
  ['ansible', ansible],
  ['kubectl', kubectl],
  ['oc', kubectl],
  ['docker', container],
  ['podman', container],
  ['nerdctl', container],
  ['crictl', crictl],
  ['lxc', lxc],
  ['incus', lxc],
  ['lxc-attach', lxcAttach],
  ['unshare', unshare],
  ['nsenter', nsenter],
  ['ip', namespaceOfIp],
  ['chroot', (words) => entered(words.slice(afterOptions(words, options('')) + 1), undefined)],
  ['sh', shell],
  ['bash', shell],
  ['zsh', shell],
  ['ash', shell],
  ['su', su],
  ['k3s', bundled],
  ['microk8s', bundled],
  ['minikube', bundled],
]);
