import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import type { SecurityRule } from '../../../facts/cloud-network.ts';
import { terraformNetwork } from './source.ts';

const samples = samplesOf('terraform-network');
const reading = (text: string) => readWith(terraformNetwork, text);

/** `gcp ingress allow tcp 443-443 172.16.4.0/28` for each rule. */
const rules = (text: string): string[] =>
  itemsIn(reading(text), 'cloud.security-rules').map((item) => {
    const { cloud, direction, action, protocol, fromPort, toPort, remote } = item as SecurityRule;
    return `${cloud} ${direction} ${action} ${protocol} ${fromPort}-${toPort} ${remote}`;
  });

describe('terraform-network', () => {
  it('reads a GKE cluster and a firewall', () => {
    const text = samples['gke.txt'] ?? '';
    expect(valuesIn(reading(text))).toEqual({
      'gke.private-nodes': true,
      'gke.private-endpoint-only': false,
      'gke.control-plane-range': '172.16.4.0/28',
      'gke.authorized-networks-enabled': true,
    });
    expect(itemsIn(reading(text), 'gke.authorized-networks')).toEqual(['198.51.100.0/24']);
    expect(rules(text)).toEqual([
      'gcp ingress allow tcp 443-443 172.16.4.0/28',
      'gcp ingress allow tcp 10250-10250 172.16.4.0/28',
    ]);
  });

  it('reads an EKS cluster and security groups', () => {
    const text = samples['eks.txt'] ?? '';
    expect(valuesIn(reading(text))).toEqual({ 'eks.endpoint-public-access': true });
    expect(itemsIn(reading(text), 'eks.public-access-cidrs')).toEqual(['198.51.100.0/24', '203.0.113.8/32']);
    expect(rules(text)).toEqual([
      'aws ingress allow tcp 5432-5432 10.20.0.0/16',
      'aws ingress allow any 0-65535 any',
    ]);
  });

  it('reads lines of tfvars, and lines cut out of their blocks', () => {
    const text =
      'default_public_access_cidrs = ["198.51.100.32/29"]\nenable_private_endpoint = true\nregion = "us-east1"';
    expect(itemsIn(reading(text), 'cloud.api-access-ranges')).toEqual(['198.51.100.32/29']);
    expect(valuesIn(reading(text))).toEqual({ 'gke.private-endpoint-only': true });
  });

  it("reads Azure's rules", () => {
    expect(
      rules(
        'resource "azurerm_network_security_rule" "deny" {\n  name = "deny"\n  priority = 300\n  direction = "Outbound"\n  access = "Deny"\n  protocol = "*"\n  destination_port_range = "*"\n  destination_address_prefix = "Internet"\n}',
      ),
    ).toEqual(['azure egress deny any 0-65535 Internet']);
  });

  it('reads single rules of AWS, and leaves out what is not closed', () => {
    const rule =
      'resource "aws_security_group_rule" "a" {\n  type = "ingress"\n  from_port = 9443\n  to_port = 9443\n  protocol = "tcp"\n';
    expect(rules(`${rule}}`)).toEqual(['aws ingress allow tcp 9443-9443 any']);
    expect(rules(rule)).toEqual([]);
  });
});
