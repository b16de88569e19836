import type { FactBase, Observation } from '../facts/known.ts';
import { groupBy } from '../lib/group-by.ts';
import { itemsOf } from './derivation.ts';

/** Plugins by what their manifests and packages call their files, such as 10-calico.conflist. */
const fileNames: readonly (readonly [plugin: string, name: RegExp])[] = [
  ['canal', /canal/],
  ['calico', /calico/],
  ['flannel', /flannel|cbr0/],
  ['cilium', /cilium/],
  ['weave', /weave/],
  ['aws', /aws/],
  ['azure', /azure/],
  ['antrea', /antrea/],
  ['kube-router', /kube-?router/],
  ['kube-ovn', /kube-ovn/],
  ['kindnet', /kindnet/],
  ['multus', /multus/],
  ['runtime-bridge', /crio|podman|containerd-net|nerdctl|bridge|mynet/],
];

export interface PluginFile {
  plugin: string;
  file: string;
  observation: Observation;
}

/** The configurations of each machine that name a plugin, in the order in which the runtime reads them. */
export const pluginFiles = (facts: FactBase): Map<string | null, PluginFile[]> =>
  groupByHost(
    facts.of('cni.config-files').flatMap((known) =>
      itemsOf([known]).flatMap((observation) => {
        const file = String(observation.value);
        const plugin = fileNames.find(([, name]) => name.test(file.toLowerCase()))?.[0];
        return plugin === undefined ? [] : [{ plugin, file, observation }];
      }),
    ),
  );

const groupByHost = (files: readonly PluginFile[]): Map<string | null, PluginFile[]> =>
  new Map(
    [...groupBy(files, ({ observation }) => observation.host)].map(([host, ofHost]) => [
      host,
      ofHost.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    ]),
  );
