import { groupBy } from '../lib/group-by.ts';
import { isOfPlugin, type OwnedAddress } from './interfaces.ts';
import { type NetworkRange, parseRange, RangeIndex, rangeKey } from './network-range.ts';

const keyOf = (range: NetworkRange): string => rangeKey(range, range.prefixBits);

/** Docker's bridges that serve pods: a plugin's interface of the same machine has an address of their network. */
export class PodBridges {
  readonly #networks = new Map<string | null, Set<string>>();

  constructor(owned: readonly OwnedAddress[]) {
    const bridges = groupBy(owned.filter(isDockerBridge), ({ host }) => host);
    const ofPlugins = groupBy(
      owned.filter(({ interface: name }) => isOfPlugin(name)),
      ({ host }) => host,
    );
    for (const [host, ofHost] of bridges)
      this.#networks.set(host, networksHolding(ofHost, ofPlugins.get(host) ?? []));
  }

  has(owner: OwnedAddress, range: NetworkRange): boolean {
    return isDockerBridge(owner) && this.#networks.get(owner.host)?.has(keyOf(range)) === true;
  }
}

const isDockerBridge = ({ interface: name }: OwnedAddress): boolean => name === 'docker0';

/** Each network is indexed once, however many outputs repeat it, so that a look-up costs the same for any number. */
function networksHolding(bridges: readonly OwnedAddress[], others: readonly OwnedAddress[]): Set<string> {
  const networks = new Map<string, NetworkRange>();
  for (const { prefixed } of bridges) {
    const range = parseRange(prefixed);
    if (range !== null) networks.set(keyOf(range), range);
  }
  const index = new RangeIndex<string>();
  for (const [key, range] of networks) index.add(range, key);
  return new Set(
    others.flatMap(({ address }) => {
      const range = parseRange(address);
      return range === null ? [] : index.holding(range);
    }),
  );
}
