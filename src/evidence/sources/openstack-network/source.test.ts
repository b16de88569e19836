import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { openstackNetwork } from './source.ts';

const samples = samplesOf('openstack-network');
const sample = (name: string): string => samples[name] ?? '';

describe('openstack-network', () => {
  it('reads the rules of a security group', () => {
    const text = sample('rule-list.txt');
    const reading = readWith(openstackNetwork, text);
    const group = { cloud: 'openstack', kind: 'group', group: 'security group', action: 'allow' };
    expect(itemsIn(reading, 'cloud.security-rules')).toEqual([
      { ...group, direction: 'ingress', protocol: 'tcp', fromPort: 22, toPort: 22, remote: '0.0.0.0/0' },
      { ...group, direction: 'egress', protocol: 'any', fromPort: 0, toPort: 65535, remote: '0.0.0.0/0' },
      {
        ...{ ...group, direction: 'ingress', protocol: '4', fromPort: 0, toPort: 65535 },
        remote: '44d5b0a0-52a8-4f1e-8d1c-2c6c0f5f8a04',
      },
    ]);
    expect(unclaimedIn(reading, text)).toEqual([1]);
  });

  it("takes the rules for anything of older clients for every group's egress", () => {
    const text = [
      '| ID | IP Protocol | IP Range  | Port Range | Remote Security Group |',
      '| a1 | None        | None      |            | None                  |',
      '| a2 | None        | None      |            | b7                    |',
    ].join('\n');
    expect(itemsIn(readWith(openstackNetwork, text), 'cloud.security-rules')).toMatchObject([
      { direction: 'egress', remote: 'any' },
      { direction: 'ingress', remote: 'b7' },
    ]);
  });

  it('reads the security of a port and the addresses that it admits', () => {
    const reading = readWith(openstackNetwork, sample('port-show.txt'));
    expect(itemsIn(reading, 'openstack.ports')).toEqual([
      { id: '66d5b0a0-52a8-4f1e-8d1c-2c6c0f5f8a06', security: true, allowedAddresses: ['10.233.64.0/18'] },
    ]);
  });
});
