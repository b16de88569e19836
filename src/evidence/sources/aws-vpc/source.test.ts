import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { awsVpc } from './source.ts';

const sample = (name: string): string => samplesOf('aws-vpc')[name] ?? '';
const subnets = (text: string, command: string | null = null) =>
  itemsIn(readWith(awsVpc, text, command), 'cloud.subnets');

describe('aws-vpc', () => {
  it('reads what a security group allows in and out', () => {
    const text = sample('describe-security-groups.txt');
    const reading = readWith(awsVpc, text);
    const group = { cloud: 'aws', kind: 'group', group: 'sg-0c7e5a3f9b1d24680', action: 'allow' };
    expect(itemsIn(reading, 'cloud.security-rules')).toEqual([
      {
        ...group,
        direction: 'ingress',
        protocol: 'tcp',
        fromPort: 443,
        toPort: 443,
        remote: 'sg-0a9b8c7d6e5f43210',
      },
      {
        ...group,
        direction: 'ingress',
        protocol: 'tcp',
        fromPort: 1025,
        toPort: 2000,
        remote: '10.20.0.0/16',
      },
      { ...group, direction: 'egress', protocol: 'any', fromPort: 0, toPort: 65535, remote: '0.0.0.0/0' },
    ]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads rows that a query made of permissions', () => {
    const text =
      'tcp\t443\t443\t172.30.0.0/16\tNone\n-1\tNone\tNone\tNone\tsg-4d1a9e36\nicmp\t-1\t-1\tsg-5b0f1c23\tNone';
    const command =
      "aws ec2 describe-security-groups --query 'SecurityGroups[].IpPermissions[].[IpProtocol,FromPort,ToPort]' --output text";
    const rules = (of: string | null) => itemsIn(readWith(awsVpc, text, of), 'cloud.security-rules');
    expect(rules(command)).toMatchObject([
      { protocol: 'tcp', fromPort: 443, toPort: 443, remote: '172.30.0.0/16' },
      { protocol: 'any', fromPort: 0, toPort: 65535, remote: 'sg-4d1a9e36' },
      { protocol: 'icmp', remote: 'sg-5b0f1c23' },
    ]);
    expect(rules(null)).toEqual([]);
  });

  it('reads single rules and the entries of network ACLs', () => {
    expect(
      itemsIn(
        readWith(
          awsVpc,
          '{"SecurityGroupRules": [{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-1", "IsEgress": false, "IpProtocol": "tcp", "FromPort": 10250, "ToPort": 10250, "ReferencedGroupInfo": {"GroupId": "sg-2"}}]}',
        ),
        'cloud.security-rules',
      ),
    ).toMatchObject([{ group: 'sg-1', fromPort: 10250, remote: 'sg-2' }]);
    expect(
      itemsIn(
        readWith(
          awsVpc,
          '{"NetworkAcls": [{"NetworkAclId": "acl-1", "Entries": [{"CidrBlock": "0.0.0.0/0", "Egress": true, "PortRange": {"From": 1024, "To": 65535}, "Protocol": "6", "RuleAction": "deny", "RuleNumber": 90}]}]}',
        ),
        'cloud.security-rules',
      ),
    ).toEqual([
      {
        ...{ cloud: 'aws', kind: 'acl', group: 'acl-1', direction: 'egress', action: 'deny', priority: 90 },
        ...{ protocol: 'tcp', fromPort: 1024, toPort: 65535, remote: '0.0.0.0/0' },
      },
    ]);
  });

  it.each([
    ['{"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "active"}', 'nat', []],
    ['{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}', 'internet', []],
    [
      '{"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "blackhole"}',
      'blackhole',
      ['0.0.0.0/0'],
    ],
    ['{"DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}', 'gateway', []],
    ['{"DestinationCidrBlock": "0.0.0.0/0", "NetworkInterfaceId": "eni-1"}', 'appliance', []],
    ['{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}', 'missing', []],
  ])('reads where a route table sends %s', (route, way, blackholes) => {
    const text = `{"RouteTables": [{"RouteTableId": "rtb-1", "Routes": [${route}]}]}`;
    expect(itemsIn(readWith(awsVpc, text), 'cloud.route-tables')).toEqual([
      { cloud: 'aws', id: 'rtb-1', default: way, blackholes },
    ]);
  });

  it('reads routes to the pods of nodes', () => {
    const text =
      '{"RouteTables": [{"RouteTableId": "rtb-1", "Routes": [{"DestinationCidrBlock": "100.96.1.0/24", "InstanceId": "i-1", "State": "active"}, {"DestinationCidrBlock": "0.0.0.0/0", "NetworkInterfaceId": "eni-1"}]}]}';
    expect(itemsIn(readWith(awsVpc, text), 'cloud.pod-routes')).toEqual(['100.96.1.0/24']);
  });

  it('reads free addresses of subnets as JSON, table and text', () => {
    const expected = [{ id: 'subnet-0f5d7c1a2b3c4d5e6', range: '10.20.3.0/24', freeAddresses: 2 }];
    expect(
      subnets(
        '{"Subnets": [{"AvailableIpAddressCount": 2, "CidrBlock": "10.20.3.0/24", "SubnetId": "subnet-0f5d7c1a2b3c4d5e6"}]}',
      ),
    ).toEqual(expected);
    const table = '|  subnet-0f5d7c1a2b3c4d5e6  |  10.20.3.0/24  |  2  |';
    const command =
      "aws ec2 describe-subnets --query 'Subnets[].[SubnetId,CidrBlock,AvailableIpAddressCount]'";
    expect(subnets(table, command)).toEqual(expected);
    expect(subnets(`|  SubnetId | CidrBlock | AvailableIpAddressCount |\n${table}`)).toEqual(expected);
    expect(subnets(table)).toEqual([]);
  });

  it('reads the attributes of a VPC', () => {
    const text = '{\n  "VpcId": "vpc-1",\n  "EnableDnsSupport": {\n    "Value": false\n  }\n}';
    expect(valuesIn(readWith(awsVpc, text))).toEqual({ 'aws.vpc-dns-support': false });
  });

  it('says that a document is cut off', () => {
    const text = sample('describe-security-groups.txt').split('\n').slice(0, 30).join('\n');
    expect(readWith(awsVpc, text).unreadable).toEqual([[1, 30]]);
  });

  it('reads permissions that a query took out of their group', () => {
    const text =
      '[{"FromPort": 1025, "ToPort": 9999, "IpProtocol": "tcp", "IpRanges": [], "UserIdGroupPairs": [{"GroupId": "sg-0c1"}]}]';
    const rule = { cloud: 'aws', kind: 'group', group: 'GROUP', action: 'allow', protocol: 'tcp' };
    expect(itemsIn(readWith(awsVpc, text), 'cloud.security-rules')).toEqual([
      { ...rule, direction: 'ingress', fromPort: 1025, toPort: 9999, remote: 'sg-0c1' },
    ]);
  });

  it('takes the ports of rows that do not say who may come', () => {
    const command =
      'aws ec2 describe-security-group-rules --query "SecurityGroupRules[?!IsEgress].[IpProtocol,FromPort,ToPort]" --output text';
    const rule = { cloud: 'aws', kind: 'group', group: 'security group', action: 'allow', protocol: 'tcp' };
    expect(itemsIn(readWith(awsVpc, 'tcp\t1025\t65535\n', command), 'cloud.security-rules')).toEqual([
      { ...rule, direction: 'ingress', fromPort: 1025, toPort: 65535, remote: 'any' },
    ]);
  });
});
