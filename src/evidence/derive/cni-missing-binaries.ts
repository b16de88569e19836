import { wordTable } from '../../lib/word-table.ts';
import { pluginFiles } from '../configured-plugins.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'cni.missing-binaries';

/** Programs that each plugin's configuration calls by name. */
const programs = wordTable<readonly string[]>({
  calico: ['calico', 'calico-ipam'],
  canal: ['calico'],
  flannel: ['flannel', 'bridge', 'host-local'],
  cilium: ['cilium-cni'],
  weave: ['weave-net'],
  aws: ['aws-cni'],
  'kube-router': ['bridge', 'host-local'],
  'runtime-bridge': ['bridge', 'host-local'],
});

/** What a program hands its work to. */
const delegates = wordTable<readonly string[]>({
  flannel: ['bridge', 'host-local'],
  calico: ['calico-ipam'],
});

/** What the configuration that the runtime takes needs, on machines whose programs are listed. */
export const cniMissingBinaries: Derivation = {
  fact,
  derive(facts) {
    const files = pluginFiles(facts);
    return facts.of('cni.plugin-binaries').flatMap((known) => {
      const [first] = files.get(known.host) ?? [];
      const called = itemsOf(facts.of('cni.called-plugins').filter(({ host }) => host === known.host));
      const sources = first === undefined ? called : [first.observation, ...called];
      const needed = new Set([
        ...(programs[first?.plugin ?? ''] ?? []),
        ...called.flatMap(({ value }) => [String(value), ...(delegates[String(value)] ?? [])]),
      ]);
      if (needed.size === 0) return [];
      const present = new Set(itemsOf([known]).map(({ value }) => String(value)));
      const from = [...sources, ...known.observations];
      const items = [...needed].filter((name) => !present.has(name)).map((item) => ({ item, from }));
      return [derivedList({ fact, host: known.host }, items, from)];
    });
  },
};
