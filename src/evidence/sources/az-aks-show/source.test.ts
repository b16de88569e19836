import { describe, expect, it } from 'vitest';
import {
  emptyIn,
  itemsIn,
  readWith,
  samplesOf,
  unclaimedIn,
  valuesIn,
} from '../../../../test/source-reading.ts';
import { azAksShow } from './source.ts';

const samples = samplesOf('az-aks-show');
const sample = (name: string): string => samples[name] ?? '';
const show = 'az aks show -g rg -n aks';
const queried = (query: string, text: string) => readWith(azAksShow, text, `${show} --query ${query}`);

describe('az aks show', () => {
  it('reads the whole document, each fact from its line', () => {
    const text = sample('show.json.txt');
    const reading = readWith(azAksShow, text);
    expect(valuesIn(reading)).toEqual({
      'aks.private-cluster': false,
      'aks.fqdn': 'myakscluster-dns-3f2a1b0c.hcp.eastus.azmk8s.io',
      'aks.outbound-type': 'loadBalancer',
      'aks.network-plugin': 'kubenet',
      'aks.power-state': 'Stopped',
    });
    expect(itemsIn(reading, 'aks.authorized-ip-ranges')).toEqual(['73.140.245.0/24', '20.40.60.80/32']);
    expect(new Set(itemsIn(reading, 'kubernetes.pod-cidrs'))).toEqual(new Set(['10.244.0.0/16']));
    expect(new Set(itemsIn(reading, 'kubernetes.service-cidrs'))).toEqual(new Set(['10.0.0.0/16']));
    expect(reading.findings.find((finding) => finding.fact === 'aks.fqdn')?.lines).toEqual([24, 24]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('gives no controls that decoding brings back', () => {
    const text = sample('show.json.txt')
      .replace('myakscluster', 'my\\u001b[31maks\\u202ecluster')
      .replace('73.140.245.0/24', '73.140.245.0/24\\u0007');
    const reading = readWith(azAksShow, text);
    expect(valuesIn(reading)['aks.fqdn']).toMatch(/^my\[31makscluster-/);
    expect(itemsIn(reading, 'aks.authorized-ip-ranges')).toContain('73.140.245.0/24');
  });

  it('knows that nobody is kept out when no ranges are set', () => {
    const open = (profile: string) =>
      `{\n  "agentPoolProfiles": [],\n  ${profile}\n  "networkProfile": {\n    "networkPlugin": "azure"\n  }\n}`;
    for (const profile of [
      '"apiServerAccessProfile": null,',
      '"apiServerAccessProfile": {"authorizedIpRanges": []},',
      '',
    ]) {
      const reading = readWith(azAksShow, open(profile));
      expect(emptyIn(reading)).toEqual(['aks.authorized-ip-ranges']);
      expect(valuesIn(reading)['aks.private-cluster']).toBe(false);
    }
  });

  it('reads the document of the REST API', () => {
    const text =
      '{\n"id": "/subscriptions/1/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks",\n"properties": {"apiServerAccessProfile": {"authorizedIPRanges": ["203.0.113.0/24"], "enablePrivateCluster": true}, "privateFQDN": "x.privatelink.eastus.azmk8s.io"}\n}';
    const reading = readWith(azAksShow, text);
    expect(itemsIn(reading, 'aks.authorized-ip-ranges')).toEqual(['203.0.113.0/24']);
    expect(valuesIn(reading)).toEqual({
      'aks.private-cluster': true,
      'aks.private-fqdn': 'x.privatelink.eastus.azmk8s.io',
    });
  });

  it('reads YAML', () => {
    const text = sample('show.yaml.txt');
    const reading = readWith(azAksShow, text, `${show} -o yaml`);
    expect(valuesIn(reading)).toMatchObject({
      'aks.private-cluster': true,
      'aks.outbound-type': 'userDefinedRouting',
      'aks.power-state': 'Running',
    });
    expect(emptyIn(reading)).toEqual(['aks.authorized-ip-ranges']);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads the name of the API server from the table', () => {
    const text = sample('table.txt');
    const reading = readWith(azAksShow, text);
    expect(valuesIn(reading)).toEqual({ 'aks.fqdn': 'myakscluster-dns-3f2a1b0c.hcp.eastus.azmk8s.io' });
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it.each([
    ['apiServerAccessProfile.enablePrivateCluster', 'true', { 'aks.private-cluster': true }],
    ['apiServerAccessProfile.enablePrivateCluster -o tsv', 'false', { 'aks.private-cluster': false }],
    ['fqdn', '"a.hcp.eastus.azmk8s.io"', { 'aks.fqdn': 'a.hcp.eastus.azmk8s.io' }],
    [
      'networkProfile.outboundType -o tsv',
      'userAssignedNATGateway',
      { 'aks.outbound-type': 'userAssignedNATGateway' },
    ],
    ['powerState', '{\n  "code": "Stopped"\n}', { 'aks.power-state': 'Stopped' }],
    ['powerState.code', '"Running"', { 'aks.power-state': 'Running' }],
    ['powerState.code -o table', 'Result\n--------\nStopped', { 'aks.power-state': 'Stopped' }],
    [
      "'{private:apiServerAccessProfile.enablePrivateCluster, name:fqdn}'",
      '{\n  "name": "a.azmk8s.io",\n  "private": true\n}',
      { 'aks.private-cluster': true, 'aks.fqdn': 'a.azmk8s.io' },
    ],
    [
      "'{private:apiServerAccessProfile.enablePrivateCluster, name:fqdn}' -o table",
      'Private    Name\n---------  -----------\nTrue       a.azmk8s.io',
      { 'aks.private-cluster': true, 'aks.fqdn': 'a.azmk8s.io' },
    ],
    [
      "'[fqdn, powerState.code]' -o tsv",
      'a.azmk8s.io\nRunning',
      { 'aks.fqdn': 'a.azmk8s.io', 'aks.power-state': 'Running' },
    ],
  ])('reads --query %s', (query, text, expected) => {
    expect(valuesIn(queried(query, text))).toEqual(expected);
  });

  it('reads ranges that a query printed', () => {
    const query = 'apiServerAccessProfile.authorizedIpRanges';
    expect(itemsIn(queried(query, '[\n  "73.140.245.0/24"\n]'), 'aks.authorized-ip-ranges')).toEqual([
      '73.140.245.0/24',
    ]);
    expect(
      itemsIn(queried(`${query} -o tsv`, '73.140.245.0/24\n20.40.60.80/32'), 'aks.authorized-ip-ranges'),
    ).toEqual(['73.140.245.0/24', '20.40.60.80/32']);
    for (const text of ['null', '[]'])
      expect(emptyIn(queried(query, text))).toEqual(['aks.authorized-ip-ranges']);
    expect(queried(query, '').findings).toEqual([]);
    expect(
      itemsIn(queried('networkProfile.serviceCidr', '"10.0.0.0/16"'), 'kubernetes.service-cidrs'),
    ).toEqual(['10.0.0.0/16']);
    expect(
      emptyIn(
        queried(
          'apiServerAccessProfile',
          '{\n  "authorizedIpRanges": null,\n  "enablePrivateCluster": false\n}',
        ),
      ),
    ).toEqual(['aks.authorized-ip-ranges']);
  });

  it('reads nothing from an error in place of the answer', () => {
    const reading = queried('fqdn', "ERROR: (ResourceNotFound) The Resource 'x' was not found.");
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });

  it('says that a document is cut off, and leaves others alone', () => {
    const cut = sample('show.json.txt').split('\n').slice(0, 20).join('\n');
    expect(readWith(azAksShow, cut).unreadable).toEqual([[1, 20]]);
    expect(
      readWith(azAksShow, '{\n  "networkProfile": {\n    "networkInterfaces": []\n  }\n}').understood,
    ).toEqual([]);
  });

  it('reads an excerpt that was cut out of the document', () => {
    const text = [
      '  "apiServerAccessProfile": {',
      '    "authorizedIpRanges": [',
      '      "198.51.100.30/32"',
      '    ],',
      '    "enablePrivateCluster": null',
      '  },',
    ].join('\n');
    const reading = readWith(azAksShow, text);
    expect(itemsIn(reading, 'aks.authorized-ip-ranges')).toEqual(['198.51.100.30/32']);
    expect(valuesIn(reading)).toEqual({ 'aks.private-cluster': false });
    expect(readWith(azAksShow, text.replace('  },', '')).findings).toEqual([]);
  });

  it('reads YAML of a query that names what it selects', () => {
    const reading = queried(
      '"{ranges:apiServerAccessProfile.authorizedIpRanges}" -o yaml',
      'ranges:\n- 203.0.113.19/32',
    );
    expect(itemsIn(reading, 'aks.authorized-ip-ranges')).toEqual(['203.0.113.19/32']);
  });
});
