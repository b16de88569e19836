/** One rule of a chain, as any of the tools prints it. */
export interface FilterRule {
  readonly chain: string;
  /** `ACCEPT`, `DROP`, `REJECT`, `RETURN`, or the chain that it jumps to; empty for a rule that only counts. */
  readonly target: string;
  readonly protocol: string | null;
  /** Destination ports, first and last; none for all. */
  readonly ports: readonly (readonly [number, number])[];
  readonly source: string | null;
  readonly destination: string | null;
  readonly input: string | null;
  readonly output: string | null;
  /** Whether it matches packets of connections that are new: no state, or NEW among them. */
  readonly takesNew: boolean;
  /** Matches beside those above: marks, sets, address types, states. */
  readonly isNarrowed: boolean;
  /** `iptables -L` without -v leaves the interfaces out. */
  readonly showsInterfaces: boolean;
}

/** A rule without matches: what a parser starts from. */
export const plainRule = (chain: string): FilterRule => ({
  chain,
  target: '',
  protocol: null,
  ports: [],
  source: null,
  destination: null,
  input: null,
  output: null,
  takesNew: true,
  isNarrowed: false,
  showsInterfaces: true,
});

const anywhere = new Set(['0.0.0.0/0', '::/0', 'anywhere', '*', 'any', '']);

/** `null` for what stands for every address, interface or protocol. */
export const unlessAny = (word: string | undefined): string | null =>
  word === undefined || anywhere.has(word) ? null : word;

/** `22`, `2379:2380`, `30000-32767`, a list of these; `null` for names of ports that nobody knows. */
export function portRanges(text: string): [number, number][] | null {
  const ranges = text.split(',').map((part): [number, number] | null => {
    const named = namedPorts.get(part);
    if (named !== undefined) return [named, named];
    const [first = '', last = first, ...more] = part.trim().split(/[:-]/);
    const isPort = /^\d{1,5}$/.test(first) && /^\d{1,5}$/.test(last) && more.length === 0;
    return isPort ? [Number(first), Number(last)] : null;
  });
  return ranges.every((range) => range !== null) ? ranges : null;
}

const namedPorts: ReadonlyMap<string, number> = new Map([
  ['ssh', 22],
  ['domain', 53],
  ['http', 80],
  ['https', 443],
  ['etcd-client', 2379],
  ['etcd-server', 2380],
  ['sun-sr-https', 6443],
  ['bgp', 179],
]);
