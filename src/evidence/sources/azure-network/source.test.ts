import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { azureNetwork } from './source.ts';

const samples = samplesOf('azure-network');
const sample = (name: string): string => samples[name] ?? '';
const tables = (text: string) => itemsIn(readWith(azureNetwork, text), 'cloud.route-tables');

describe('azure-network', () => {
  it('reads the rules of a network security group', () => {
    const text = sample('nsg-rule-list.txt');
    const reading = readWith(azureNetwork, text);
    const azure = { cloud: 'azure', kind: 'acl' };
    expect(itemsIn(reading, 'cloud.security-rules')).toEqual([
      {
        ...{ ...azure, group: 'nodes-nsg', name: 'DenyInternet', direction: 'egress', action: 'deny' },
        ...{ priority: 4000, protocol: 'any', fromPort: 0, toPort: 65535, remote: 'Internet' },
      },
      ...[
        [443, 443],
        [10250, 10255],
      ].map(([fromPort, toPort]) => ({
        ...{ ...azure, group: 'network security group', name: 'AllowNodes', direction: 'ingress' },
        ...{ action: 'allow', priority: 100, protocol: 'tcp', fromPort, toPort, remote: '10.30.0.0/16' },
      })),
    ]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads the rules from a table', () => {
    const text = sample('nsg-rule-table.txt');
    const reading = readWith(azureNetwork, text);
    expect(itemsIn(reading, 'cloud.security-rules')).toMatchObject([
      { name: 'DenyVnet', direction: 'ingress', action: 'deny', priority: 300, remote: 'VirtualNetwork' },
    ]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads a table whose columns a query named, and whose direction it chose', () => {
    const text =
      'Prio    Name        Access    Proto    Dst    Ports\n------  ----------  --------  -------  -----  -------\n4000    DenyAllOut  Deny      *        *      0-65535';
    const command = 'az network nsg rule list --query "[?direction==\'Outbound\'].{prio:priority}" -o table';
    expect(itemsIn(readWith(azureNetwork, text, command), 'cloud.security-rules')).toMatchObject([
      { name: 'DenyAllOut', direction: 'egress', action: 'deny', priority: 4000, remote: 'any' },
    ]);
  });

  it.each([
    ['VirtualAppliance', 'appliance'],
    ['Internet', 'internet'],
    ['None', 'dropped'],
    ['VirtualNetworkGateway', 'gateway'],
  ])('reads a default route to %s', (hop, way) => {
    const route = `{"addressPrefix": "0.0.0.0/0", "nextHopIpAddress": "10.30.9.4", "nextHopType": "${hop}"}`;
    expect(tables(`[${route}]`)).toEqual([
      { cloud: 'azure', id: 'route table', default: way, blackholes: [] },
    ]);
  });

  it('reads routes to the pods of nodes', () => {
    const text = '[{"addressPrefix": "10.244.1.0/24", "nextHopType": "VirtualAppliance"}]';
    expect(tables(text)).toEqual([]);
    expect(itemsIn(readWith(azureNetwork, text), 'cloud.pod-routes')).toEqual(['10.244.1.0/24']);
  });

  it('reads effective routes, without those that were overruled', () => {
    const text = [
      'Source    State    Address Prefix    Next Hop Type     Next Hop IP',
      '--------  -------  ----------------  ----------------  -----------',
      'Default   Active   10.30.0.0/16      VnetLocal',
      'Default   Invalid  0.0.0.0/0         Internet',
      'User      Active   0.0.0.0/0         VirtualAppliance  10.30.9.4',
    ].join('\n');
    expect(tables(text)).toEqual([
      { cloud: 'azure', id: 'route table', default: 'appliance', blackholes: [] },
    ]);
    expect(unclaimedIn(readWith(azureNetwork, text), text)).toEqual([]);
  });

  it('reads the highest values of metrics, by state', () => {
    const text =
      '{"value": [{"name": {"value": "SnatConnectionCount"}, "timeseries": [{"metadatavalues": [{"name": {"value": "connectionstate"}, "value": "Failed"}], "data": [{"timeStamp": "2024-05-02T10:00:00Z", "total": 12.0}, {"total": 340.0}, {"timeStamp": "x"}]}]}]}';
    expect(itemsIn(readWith(azureNetwork, text), 'azure.metrics')).toEqual([
      { metric: 'snatconnectioncount', state: 'Failed', peak: 340 },
    ]);
  });

  it('reads the highest value of each metric and state from a table', () => {
    const text = [
      'Timestamp            Name                   Connection State    Total',
      '-------------------  ---------------------  ------------------  -------',
      '2024-03-01 10:00:00  SNAT Connection Count  Attempted           8123',
      '2024-03-01 10:00:00  SNAT Connection Count  Failed              17',
      '2024-03-01 10:01:00  SNAT Connection Count  Failed              1710',
    ].join('\n');
    const reading = readWith(azureNetwork, text);
    expect(itemsIn(reading, 'azure.metrics')).toEqual([
      { metric: 'snatconnectioncount', state: 'Attempted', peak: 8123 },
      { metric: 'snatconnectioncount', state: 'Failed', peak: 1710 },
    ]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });
});
