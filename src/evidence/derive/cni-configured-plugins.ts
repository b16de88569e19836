import type { ConfiguredPlugin } from '../../facts/pod-network-relations.ts';
import { wordTable } from '../../lib/word-table.ts';
import { pluginFiles } from '../configured-plugins.ts';
import { type Derivation, derivedList } from '../derivation.ts';
import { listedPlugins } from '../network-agents.ts';

const fact = 'cni.configured-plugins';

/** Agents that bring a configuration of another name: canal is flannel's network with Calico's plugin. */
const sameAgents = wordTable<readonly string[]>({
  canal: ['canal', 'calico'],
  calico: ['calico', 'canal'],
  flannel: ['flannel', 'canal'],
});

/** A bridge of the runtime that comes after others is never chosen; with Multus, the rest is for it to delegate to. */
export const cniConfiguredPlugins: Derivation = {
  fact,
  derive(facts) {
    const agents = listedPlugins(facts);
    const listed = new Set(agents.keys());
    const seen = [...agents.values()].flat();
    return [...pluginFiles(facts)].flatMap(([host, files]) => {
      if (files.some(({ plugin }) => plugin === 'multus')) return [];
      const items = files
        .map(({ plugin, file, observation }, position) => ({
          item: configured({ plugin, file, first: position === 0 }, listed),
          from: [observation],
          also: seen,
        }))
        .filter(({ item }) => item.first || item.plugin !== 'runtime-bridge');
      return [derivedList({ fact, host }, items, [])];
    });
  },
};

function configured(
  named: Omit<ConfiguredPlugin, 'agentListed'>,
  listed: ReadonlySet<string>,
): ConfiguredPlugin {
  if (listed.size === 0) return named;
  const agents = sameAgents[named.plugin] ?? [named.plugin];
  return { ...named, agentListed: agents.some((agent) => listed.has(agent)) };
}
