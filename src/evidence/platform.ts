import type { Platform } from '../facts/platforms.ts';
import { NeedleIndex } from '../lib/needle-index.ts';

interface Mark {
  platform: Platform;
  /** Cheap to look for; what `confirms` has to hold on the line around it. */
  needle: string;
  confirms: RegExp;
}

const mark = (platform: Platform, needle: string, confirms: RegExp): Mark => ({ platform, needle, confirms });

/** Names that only one platform gives: addresses of API servers, nodes, versions of kubelets, contexts, namespaces. */
const marks: readonly Mark[] = [
  mark('aks', '.azmk8s.io', /[a-z\d]\.azmk8s\.io(?![\w-])/i),
  mark('aks', '-vmss', /(?<![\w-])aks[a-z\d]{0,12}-[a-z\d]{1,12}-\d{8}-vmss/),
  mark('eks', '.eks.amazonaws.com', /[a-z\d]\.eks\.amazonaws\.com(?![\w-])/i),
  mark('eks', '-eks-', /(?<![\w.])v1\.\d{1,2}\.\d{1,2}-eks-[\da-f]{6,10}\b/),
  mark('gke', '-gke.', /(?<![\w.])v?1\.\d{1,2}\.\d{1,2}-gke\.\d/),
  mark('gke', 'gke-', /(?<![\w-])gke-[a-z\d-]{3,80}-[\da-f]{8}-[a-z\d]{4}(?![\w-])/),
  mark('gke', 'gke_', /(?<![\w-])gke_[a-z][a-z\d-]{4,40}_[a-z]+-[a-z]+\d/),
  mark('k3s', '+k3s', /v1\.\d{1,2}\.\d{1,2}\+k3s\d/),
  mark('rke2', '+rke2', /v1\.\d{1,2}\.\d{1,2}\+rke2r\d/),
  mark('k0s', '+k0s', /v1\.\d{1,2}\.\d{1,2}\+k0s/),
  mark(
    'openshift',
    'openshift-',
    /^\s{0,8}openshift-(?:apiserver|authentication|cluster-version|console|dns|etcd|image-registry|ingress|kube-apiserver|machine-config-operator|monitoring|multus|network-operator|ovn-kubernetes|sdn)(?: {2,}|\t)/,
  ),
  mark(
    'kubeadm',
    'kubeadm',
    /^(?:\S{0,80}[#$] ?)?(?:sudo )?kubeadm (?:init|join|reset|upgrade|config|certs|token)\b/,
  ),
  mark('kubeadm', 'kubeadm', /^\[(?:init|preflight|kubelet-start|control-plane)\] .*kubeadm\b/),
];

/** It is everywhere that a control plane is set up by hand, and in the manuals: only together do these two tell kubeadm. */
const kubeadmFile = '/etc/kubernetes/admin.conf';
const kubeadmPod = 'kube-apiserver-';
const apiserverPod = /(?<![\w./-])kube-apiserver-[a-z\d][\w.-]{0,200}\s{1,20}\d{1,2}\/\d{1,2}\s{1,20}[A-Z]/;

const longestLine = 2000;

let index: NeedleIndex | undefined;

/** The platform whose marks the lines bear; `null` when they bear none, or those of several. Linear in the lines' length. */
export function inferPlatform(texts: readonly { readonly lines: readonly string[] }[]): Platform | null {
  index ??= new NeedleIndex([...marks.map(({ needle }) => needle), kubeadmFile, kubeadmPod]);
  const found = new Set<Platform>();
  const half = { file: false, pod: false };
  for (const { lines } of texts)
    for (const line of lines) {
      const hits = new Set<number>();
      index.scan(line.slice(0, longestLine), (needle) => hits.add(needle));
      for (const hit of hits) {
        const { platform, confirms } = marks[hit] ?? {};
        if (platform !== undefined && confirms?.test(line.slice(0, longestLine)) === true)
          found.add(platform);
        half.file ||= hit === marks.length;
        half.pod ||= hit === marks.length + 1 && apiserverPod.test(line.slice(0, longestLine));
      }
    }
  if (half.file && half.pod) found.add('kubeadm');
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}
