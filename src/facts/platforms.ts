/** What a cluster runs on, as far as it changes which causes are possible and how to fix them. */
export const platforms = [
  'aks',
  'eks',
  'gke',
  'openshift',
  'kubeadm',
  'k3s',
  'rke2',
  'k0s',
  'other',
] as const;
export type Platform = (typeof platforms)[number];
