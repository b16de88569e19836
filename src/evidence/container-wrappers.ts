import { afterOptions, entered, options, type Unwrapped, type Wrapper } from './unwrapped.ts';

/** kind, k3d and minikube run whole nodes in containers. */
const nodeInContainer =
  /^(?:[\w.-]{1,200}-(?:control-plane|worker)\d{0,3}|k3d-[\w.-]{1,200}-(?:server|agent)-\d{1,4}|minikube(?:-m\d{2})?)$/;

function inContainer(words: string[], name: string | undefined): Unwrapped {
  const unwrapped = entered(words, name);
  return name === undefined || nodeInContainer.test(name) ? unwrapped : { ...unwrapped, pod: true };
}

/** `-n` and `--namespace` are those of nerdctl, before and behind the verb. */
const global = options(
  '-H --host -c --context --config -l --log-level -n --namespace -a --address --connection --url -r --runtime-endpoint --timeout -i',
);
const execOptions = options(
  '-u --user -w --workdir -e --env --env-file --detach-keys -r --runtime-endpoint --timeout',
);
const runOptions = options(
  `-u --user -w --workdir -e --env --env-file --name --net --network -v --volume -p --publish -h --hostname -l --label -m --memory
  --cpus --cap-add --cap-drop --device --dns --entrypoint --ip --ip6 --mount --pid --platform --pull --restart --security-opt --sysctl
  --tmpfs --ulimit --userns --uts --ipc --add-host --link --log-driver --log-opt --mac-address --network-alias --shm-size --annotation`
    .split(/\s+/)
    .join(' '),
);

/** `docker exec NAME …`, `docker run IMAGE …`, alike in podman and nerdctl, and behind `container`. */
export const container: Wrapper = (words) => {
  let verb = afterOptions(words, global);
  if (words[verb] === 'container') verb++;
  if (words[verb] === 'run') return ofRun(words, verb + 1);
  return words[verb] === 'exec' ? ofExec(words, verb + 1) : null;
};

export const crictl: Wrapper = (words) => {
  const verb = afterOptions(words, global);
  return words[verb] === 'exec' ? ofExec(words, verb + 1) : null;
};

function ofExec(words: readonly string[], from: number): Unwrapped {
  const name = afterOptions(words, execOptions, from);
  return inContainer(words.slice(name + 1), words[name]);
}

/** Without a command the image has one of its own. In the network of the host, the host's is what a command sees. */
function ofRun(words: readonly string[], from: number): Unwrapped {
  const image = afterOptions(words, runOptions, from);
  const given = words.slice(from, image);
  const rest = words.slice(image + 1);
  if (/(?:^| )--net(?:work)?[= ]host(?: |$)/.test(given.join(' '))) return { words: rest };
  return { words: rest, host: optionOf(given, '--name') ?? null, pod: true };
}

function optionOf(words: readonly string[], name: string): string | undefined {
  const joined = words.find((word) => word.startsWith(`${name}=`));
  if (joined !== undefined) return joined.slice(name.length + 1);
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

/** `lxc exec NAME -- …`. */
export const lxc: Wrapper = (words) => {
  const verb = afterOptions(words, options('--project'));
  if (words[verb] !== 'exec' && words[verb] !== 'shell') return null;
  const name = afterOptions(words, options('--project --cwd --env --user --group --mode'), verb + 1);
  const rest = words.slice(name + 1);
  const dashes = rest.indexOf('--');
  return inContainer(rest.slice(dashes + 1), words[name]);
};

/** `lxc-attach -n NAME -- …`. */
export const lxcAttach: Wrapper = (words) => {
  const at = afterOptions(words, options('-n --name -P --lxcpath -u --uid -g --gid'));
  return inContainer(words.slice(at), optionOf(words, '-n') ?? optionOf(words, '--name'));
};

/** `ip netns exec NAME …` and `ip -n NAME …`: a network namespace has interfaces, routes and settings of its own. */
export const namespaceOfIp: Wrapper = (words) => {
  const verb = afterOptions(words, options('-n -netns -f -family -rc -rcvbuf -l -loops'));
  const at = words.slice(0, verb).findIndex((word) => word === '-n' || word === '-netns');
  const name = words[at + 1];
  if (at > 0 && name !== undefined) return { words: words.toSpliced(at, 2), host: name, pod: true };
  if (words[verb] !== 'netns' || words[verb + 1] !== 'exec') return null;
  return { ...entered(words.slice(verb + 3), words[verb + 2]), pod: true };
};

/** A new network namespace when it is asked for; else only other things are new. */
export const unshare: Wrapper = (words) => {
  const at = afterOptions(words, options('-S --setuid -G --setgid -R --root -w --wd'));
  const isNetwork = words.slice(1, at).some((word) => /^-[a-zA-Z]*n|^--net(?:$|=)/.test(word));
  const unwrapped: Unwrapped = { words: words.slice(at) };
  return isNetwork ? { ...unwrapped, host: null, pod: true } : unwrapped;
};
