import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { isObject, type JsonObject, listAt, textAt, wholeNumber } from '../../text/json-value.ts';

/** What one VPC firewall rule, as JSON or YAML, states; empty for other objects and for disabled rules. */
export function firewallRulesOf(object: JsonObject): SecurityRule[] {
  const direction = textAt(object, 'direction');
  if ((direction !== 'INGRESS' && direction !== 'EGRESS') || object['disabled'] === true) return [];
  const remotes = listAt(object, direction === 'INGRESS' ? 'sourceRanges' : 'destinationRanges');
  const tags = listAt(object, 'sourceTags');
  const others = [...remotes, ...tags].filter((remote) => typeof remote === 'string');
  return (['allowed', 'denied'] as const).flatMap((list) =>
    listAt(object, list).flatMap((entry) =>
      entryOf(entry).flatMap((traffic) =>
        (others.length > 0 ? others : ['any']).map((remote) => ({
          ...headOf(textAt(object, 'name'), direction, list === 'allowed'),
          priority: wholeNumber(object['priority']) ?? 1000,
          ...traffic,
          remote,
        })),
      ),
    ),
  );
}

type Head = Omit<SecurityRule, 'protocol' | 'fromPort' | 'toPort' | 'remote' | 'priority'>;
type Traffic = Pick<SecurityRule, 'protocol' | 'fromPort' | 'toPort'>;

const headOf = (name: string | undefined, direction: string, allows: boolean): Head => ({
  cloud: 'gcp',
  kind: 'firewall',
  group: 'VPC firewall',
  ...(name === undefined ? {} : { name }),
  direction: direction === 'EGRESS' ? 'egress' : 'ingress',
  action: allows ? 'allow' : 'deny',
});

function entryOf(entry: unknown): Traffic[] {
  const protocol = textAt(entry, 'IPProtocol');
  if (!isObject(entry) || protocol === undefined) return [];
  const ports = listAt(entry, 'ports').filter((port) => typeof port === 'string');
  return trafficOf(protocol, ports);
}

function trafficOf(protocol: string, ports: readonly string[]): Traffic[] {
  const name = protocol === 'all' ? 'any' : protocol;
  if (ports.length === 0) return [{ protocol: name, fromPort: 0, toPort: 65535 }];
  return ports.flatMap((port) => {
    const [from, to = from] = port.split('-').map(wholeNumber);
    return from === undefined || to === undefined ? [] : [{ protocol: name, fromPort: from, toPort: to }];
  });
}

/** A row of `gcloud compute firewall-rules list`: `tcp:443,tcp:10250`, `icmp`, `all`. It names no remotes. */
export function firewallRowOf(row: ReadonlyMap<string, string>): SecurityRule[] {
  // A format of one's own may leave it out: sources are shown of what comes in.
  const direction = row.get('DIRECTION') ?? 'INGRESS';
  if ((direction !== 'INGRESS' && direction !== 'EGRESS') || row.get('DISABLED')?.toLowerCase() === 'true')
    return [];
  return (['ALLOW', 'DENY'] as const).flatMap((column) =>
    (row.get(column) ?? '')
      .split(',')
      .filter((cell) => /^[a-z\d]{1,10}(?::[\d-]{1,11})?$/.test(cell))
      .flatMap((cell) => {
        const [protocol = '', port] = cell.split(':');
        return trafficOf(protocol, port === undefined ? [] : [port]);
      })
      .map((traffic) => ({
        ...headOf(row.get('NAME'), direction, column === 'ALLOW'),
        priority: wholeNumber(row.get('PRIORITY')) ?? 1000,
        ...traffic,
        remote: row.get('SOURCE_RANGES') ?? row.get('SRC_RANGES') ?? 'any',
      })),
  );
}
