import type { ControlPlaneContainer } from '../../../facts/control-plane-state.ts';

type Component = ControlPlaneContainer['component'];
type State = ControlPlaneContainer['state'];

const components: readonly Component[] = [
  'kube-apiserver',
  'etcd',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
];

const componentOf = (name: string): Component | undefined => components.find((one) => one === name);

/** crictl: id, image, age, state, name, attempt, and the pod's id. */
const cri =
  /^[0-9a-f]{12,14}\s+\S{1,200}\s+(\S.{0,30}?) ago\s+(Running|Exited|Created|Unknown)\s+([a-z0-9.-]{1,60})\s+(\d{1,6})(?:\s|$)/;
/** The status that Docker, podman and nerdctl show, before ports and names. */
const status = /\s(Up|Exited \(\d{1,3}\)|Created|Restarting \(\d{1,3}\))(?: (\S.{0,30}?))?(?:\s{2,}|$)/;
/** The kubelet names Docker's containers so; nerdctl shows `k8s://kube-system/etcd-cp-1/etcd`. */
const named =
  /\bk8s_([a-z-]{4,30})_[a-z0-9.-]{1,260}_kube-system_[0-9a-f-]{1,40}_(\d{1,6})\b|\bk8s:\/\/kube-system\/[a-z0-9.-]{1,260}\/([a-z-]{4,30})\s*$|\s([a-z-]{4,30})\s*$/;
/** Talos: node, service, state, health. */
const talos =
  /^\d{1,3}(?:\.\d{1,3}){3}\s+(etcd)\s+(Running|Preparing|Waiting|Failed|Finished|Skipped)\s+(OK|Fail|\?)\s/;
const talosTask =
  /\s(?:└─ )?kube-system\/[a-z0-9.-]{1,260}:(kube-[a-z-]{4,30}|etcd)(?::[0-9a-f]{1,64})?\s.{0,200}\sCONTAINER_(RUNNING|EXITED|CREATED)\b/;

/** Newer than two minutes: `8 seconds`, `About a minute`, `Less than a second`. */
const isYoung = (age: string): boolean => /second|^(?:about )?an? minute|^1 minute/i.test(age);

const stateOf = (word: string, age: string, attempt: number): State => {
  if (/^(?:Exited|Failed|Finished|EXITED)/.test(word)) return 'exited';
  if (/^Restarting/.test(word)) return 'restarting';
  if (!/^(?:Up|Running|RUNNING)$/.test(word)) return 'waiting';
  return attempt >= 3 && isYoung(age) ? 'restarting' : 'running';
};

/** One row of a listing of containers; `null` when it is of nothing in the control plane. */
export function containerOf(text: string): ControlPlaneContainer | null {
  const line = text.slice(0, 900).trimEnd();
  return fromCri(line) ?? fromTalos(line) ?? fromDocker(line);
}

function fromCri(line: string): ControlPlaneContainer | null {
  const [, age = '', word = '', name = '', attempt = ''] = cri.exec(line) ?? [];
  const component = componentOf(name);
  return component === undefined
    ? null
    : { component, state: stateOf(word, age, Number(attempt)), attempt: Number(attempt) };
}

function fromTalos(line: string): ControlPlaneContainer | null {
  const [, service, word = '', health] = talos.exec(line) ?? [];
  if (service === 'etcd')
    return { component: service, state: health === 'Fail' ? 'restarting' : stateOf(word, '', 0) };
  const [, task = '', state = ''] = talosTask.exec(line) ?? [];
  const component = componentOf(task);
  return component === undefined ? null : { component, state: stateOf(state, '', 0) };
}

function fromDocker(line: string): ControlPlaneContainer | null {
  const [, word = '', age = ''] = status.exec(line) ?? [];
  if (word === '') return null;
  const [, byKubelet, attempt, byNerdctl, plain] = named.exec(line) ?? [];
  const component = componentOf(byKubelet ?? byNerdctl ?? plain ?? '');
  if (component === undefined) return null;
  const tries = attempt === undefined ? {} : { attempt: Number(attempt) };
  return { component, state: stateOf(word, age, Number(attempt ?? 0)), ...tries };
}
