import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { gkeDescribe } from './source.ts';

const samples = samplesOf('gke-describe');
const sample = (name: string): string => samples[name] ?? '';

/** `ingress allow tcp 443-443 from any` for each rule. */
const rules = (text: string): string[] =>
  itemsIn(readWith(gkeDescribe, text), 'cloud.security-rules').map((item) => {
    const { direction, action, protocol, fromPort, toPort, remote } = item as SecurityRule;
    return `${direction} ${action} ${protocol} ${fromPort}-${toPort} ${remote}`;
  });

describe('gke-describe', () => {
  it('reads a cluster from YAML', () => {
    const text = sample('describe.txt');
    const reading = readWith(gkeDescribe, text);
    expect(valuesIn(reading)).toEqual({
      'gke.private-endpoint-only': false,
      'gke.private-nodes': true,
      'gke.private-endpoint': '172.16.4.2',
      'gke.control-plane-range': '172.16.4.0/28',
      'gke.authorized-networks-enabled': true,
    });
    expect(itemsIn(reading, 'gke.authorized-networks')).toEqual(['198.51.100.0/24']);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads a cluster from JSON, in the form of newer versions too', () => {
    const text =
      '{\n  "name": "orders",\n  "controlPlaneEndpointsConfig": {"ipEndpointsConfig": {"enablePublicEndpoint": false, "authorizedNetworksConfig": {"cidrBlocks": [{"cidrBlock": "10.8.0.0/24"}]}}}\n}';
    const reading = readWith(gkeDescribe, text);
    expect(valuesIn(reading)).toEqual({
      'gke.private-endpoint-only': true,
      'gke.authorized-networks-enabled': true,
    });
    expect(itemsIn(reading, 'gke.authorized-networks')).toEqual(['10.8.0.0/24']);
  });

  it('reads the table of firewall rules, without those that are disabled', () => {
    const text = sample('firewall-rules-list.txt');
    const reading = readWith(gkeDescribe, text);
    expect(rules(text)).toEqual([
      'ingress allow ah 0-65535 any',
      'ingress allow sctp 0-65535 any',
      'ingress allow tcp 0-65535 any',
      'ingress allow udp 0-65535 any',
      'ingress allow icmp 0-65535 any',
      'ingress allow esp 0-65535 any',
      'ingress allow tcp 10250-10250 any',
      'ingress allow tcp 443-443 any',
      'egress deny any 0-65535 any',
    ]);
    expect(unclaimedIn(reading, text)).toEqual([7]);
  });

  it('reads one rule from JSON and YAML', () => {
    expect(
      rules(
        '[{"name": "m", "direction": "INGRESS", "priority": 1000, "sourceRanges": ["172.16.4.0/28"], "allowed": [{"IPProtocol": "tcp", "ports": ["443", "8000-8100"]}]}]',
      ),
    ).toEqual(['ingress allow tcp 443-443 172.16.4.0/28', 'ingress allow tcp 8000-8100 172.16.4.0/28']);
    expect(
      rules(
        'denied:\n- IPProtocol: all\ndestinationRanges:\n- 0.0.0.0/0\ndirection: EGRESS\nname: deny-all\npriority: 900',
      ),
    ).toEqual(['egress deny any 0-65535 0.0.0.0/0']);
  });

  it('reads routes that lead to machines', () => {
    const text =
      'NAME       NETWORK  DEST_RANGE     NEXT_HOP                  PRIORITY\ndefault-r  hardway  0.0.0.0/0      default-internet-gateway  1000\nworker-0   hardway  10.200.0.0/24  10.240.0.20               1000\nworker-1   hardway  10.200.1.0/24  europe-west4-a/instances/worker-1  1000';
    expect(itemsIn(readWith(gkeDescribe, text), 'cloud.pod-routes')).toEqual([
      '10.200.0.0/24',
      '10.200.1.0/24',
    ]);
  });

  it('reads a table of firewall rules in a format of one’s own', () => {
    const text =
      'NAME                   SOURCE_RANGES  ALLOW\ngke-shop-1f2e3d4c-master  172.16.4.0/28  tcp:10250,tcp:443';
    expect(rules(text)).toEqual([
      'ingress allow tcp 10250-10250 172.16.4.0/28',
      'ingress allow tcp 443-443 172.16.4.0/28',
    ]);
  });

  it('reads the whole private configuration as one value', () => {
    const reading = readWith(
      gkeDescribe,
      'enablePrivateNodes=True;masterIpv4CidrBlock=172.16.3.0/28;privateEndpoint=172.16.3.2',
      "gcloud container clusters describe shop --format='value(privateClusterConfig)'",
    );
    expect(valuesIn(reading)).toEqual({
      'gke.private-endpoint-only': false,
      'gke.private-nodes': true,
      'gke.private-endpoint': '172.16.3.2',
      'gke.control-plane-range': '172.16.3.0/28',
    });
  });

  it('leaves other YAML alone', () => {
    expect(readWith(gkeDescribe, 'kind: Service\nspec:\n  x: INGRESS\n').findings).toEqual([]);
  });

  it('reads the values that a format selects, an empty cell being off', () => {
    const describe = 'gcloud container clusters describe shop --format';
    const networks = readWith(
      gkeDescribe,
      "cidrBlocks=[{'cidrBlock': '198.51.100.0/28', 'displayName': 'hq'}];enabled=True",
      `${describe}='value(masterAuthorizedNetworksConfig)'`,
    );
    expect(valuesIn(networks)).toEqual({ 'gke.authorized-networks-enabled': true });
    expect(itemsIn(networks, 'gke.authorized-networks')).toEqual(['198.51.100.0/28']);
    const cells = readWith(
      gkeDescribe,
      '10.100.0.2\t\tTrue\t10.100.0.0/28',
      `${describe}="value(privateClusterConfig.privateEndpoint,privateClusterConfig.enablePrivateEndpoint,privateClusterConfig.enablePrivateNodes,privateClusterConfig.masterIpv4CidrBlock)"`,
    );
    expect(valuesIn(cells)).toEqual({
      'gke.private-endpoint': '10.100.0.2',
      'gke.private-endpoint-only': false,
      'gke.private-nodes': true,
      'gke.control-plane-range': '10.100.0.0/28',
    });
  });

  it('sees in a listing whether the endpoint is private', () => {
    const text = [
      'NAME  LOCATION      MASTER_VERSION   MASTER_IP   STATUS',
      'bay   europe-west2  1.28.7-gke.1000  10.120.0.2  RUNNING',
    ].join('\n');
    const reading = readWith(gkeDescribe, text);
    expect(valuesIn(reading)).toEqual({
      'gke.private-endpoint-only': true,
      'gke.private-endpoint': '10.120.0.2',
    });
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads networks that a filter gave another name', () => {
    const text = '{"net": {"cidrBlocks": [{"cidrBlock": "203.0.113.6/32"}], "enabled": true}}';
    expect(itemsIn(readWith(gkeDescribe, text), 'gke.authorized-networks')).toEqual(['203.0.113.6/32']);
  });

  it('reads properties one a line', () => {
    const text = [
      'masterAuthorizedNetworksConfig.cidrBlocks[0].cidrBlock:   203.0.113.29/32',
      'masterAuthorizedNetworksConfig.cidrBlocks[0].displayName: hq',
      'privateClusterConfig.enablePrivateNodes:                  True',
    ].join('\n');
    const reading = readWith(gkeDescribe, text);
    expect(itemsIn(reading, 'gke.authorized-networks')).toEqual(['203.0.113.29/32']);
    expect(valuesIn(reading)).toMatchObject({
      'gke.authorized-networks-enabled': true,
      'gke.private-nodes': true,
    });
  });
});
