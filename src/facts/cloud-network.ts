import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withCloudCli } from './define.ts';

/** One rule of a security group, network security group, network ACL or VPC firewall. */
export const SecurityRule = Type.Object({
  cloud: Type.Enum(['aws', 'azure', 'gcp', 'openstack']),
  /** A network ACL is searched by priority and denies; a group only allows. */
  kind: Type.Enum(['group', 'acl', 'firewall']),
  group: Type.String(),
  name: Type.Optional(Type.String()),
  direction: Type.Enum(['ingress', 'egress']),
  action: Type.Enum(['allow', 'deny']),
  priority: Type.Optional(Type.Integer()),
  /** `tcp`, `udp`, `icmp`, `any`, or a number such as `4`. */
  protocol: Type.String(),
  /** Both ends included; all ports are 0 to 65535. */
  fromPort: Type.Integer(),
  toPort: Type.Integer(),
  /** The other end: a range, a group, a service tag; `any`. */
  remote: Type.String(),
});
export type SecurityRule = Static<typeof SecurityRule>;

export const CloudRouteTable = Type.Object({
  cloud: Type.Enum(['aws', 'azure', 'gcp']),
  id: Type.String(),
  /** Where packets for the internet go. */
  default: Type.Enum(['internet', 'nat', 'appliance', 'gateway', 'dropped', 'blackhole', 'missing']),
  blackholes: Type.Array(Type.String()),
});
export type CloudRouteTable = Static<typeof CloudRouteTable>;

export const CloudSubnet = Type.Object({
  id: Type.String(),
  range: Type.Optional(Type.String()),
  freeAddresses: Type.Integer(),
});
export type CloudSubnet = Static<typeof CloudSubnet>;

/** A port that attempts to connect ran into, and what the rules that were shown say of it. */
export const PortWithoutRule = Type.Object({
  port: Type.Integer(),
  target: Type.String(),
  cloud: Type.String(),
});
export type PortWithoutRule = Static<typeof PortWithoutRule>;

const vpc = (
  id: string,
  title: string,
  command: string,
  schema: FactDefinition['schema'],
): FactDefinition => ({
  id,
  title,
  subject: 'cluster',
  schema,
  // Finding the right group, table or subnet takes longer than the command.
  collect: [withCloudCli(command, 90)],
  shelfLifeSeconds: shelfLife.long,
});

export const cloudNetworkFacts: FactDefinition[] = [
  {
    ...vpc(
      'cloud.security-rules',
      'rules of security groups, network security groups, network ACLs and VPC firewalls',
      'aws ec2 describe-security-groups --group-ids GROUP_IDS --output json',
      Type.Array(SecurityRule),
    ),
    collect: [
      withCloudCli('aws ec2 describe-security-groups --group-ids GROUP_IDS --output json'),
      withCloudCli('az network nsg show --resource-group NODE_GROUP --name NSG --output json'),
      withCloudCli('gcloud compute firewall-rules list --format=json'),
      withCloudCli('openstack security group rule list GROUP'),
    ],
  },
  vpc(
    'cloud.route-tables',
    'route tables and where they send packets for the internet',
    'aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=SUBNET_ID --output json',
    Type.Array(CloudRouteTable),
  ),
  vpc(
    'cloud.pod-routes',
    'ranges that a cloud route leads to a machine',
    'gcloud compute routes list --filter=network:NETWORK',
    Type.Array(Type.String()),
  ),
  {
    ...vpc(
      'cloud.pod-ranges-without-route',
      "pod ranges of nodes that no cloud route leads to, though one leads to other nodes' pods",
      'gcloud compute routes list --filter=network:NETWORK',
      Type.Array(Type.String()),
    ),
    derived: true,
  },
  {
    ...vpc(
      'cloud.subnets',
      'subnets and their free addresses',
      'aws ec2 describe-subnets --subnet-ids SUBNET_IDS --output json',
      Type.Array(CloudSubnet),
    ),
    identity: ['id'],
    shelfLifeSeconds: shelfLife.short,
  },
  vpc(
    'aws.vpc-dns-support',
    'whether the VPC has a DNS resolver',
    'aws ec2 describe-vpc-attribute --vpc-id VPC_ID --attribute enableDnsSupport',
    Type.Boolean(),
  ),
  vpc(
    'aws.vpc-dns-hostnames',
    'whether the VPC gives DNS names to instances and endpoints',
    'aws ec2 describe-vpc-attribute --vpc-id VPC_ID --attribute enableDnsHostnames',
    Type.Boolean(),
  ),
  {
    ...vpc(
      'cloud.ports-without-rule',
      'ports at which connections timed out and that no ingress rule of the groups shown allows',
      'aws ec2 describe-security-groups --group-ids GROUP_IDS --output json',
      Type.Array(PortWithoutRule),
    ),
    derived: true,
  },
  {
    ...vpc(
      'cloud.client-outside-rules',
      'rules open a port to ranges that do not hold the client',
      'aws ec2 describe-security-groups --group-ids GROUP_IDS --output json',
      Type.Boolean(),
    ),
    derived: true,
  },
  {
    ...vpc(
      'cloud.denying-rules',
      'rules of their own that deny what nodes, pods or the control plane need',
      'az network nsg rule list --resource-group NODE_GROUP --nsg-name NSG --output json',
      Type.Array(SecurityRule),
    ),
    derived: true,
  },
  {
    ...vpc(
      'cloud.encapsulations-without-rule',
      'overlay protocols (ipip, vxlan) that no ingress rule of the groups shown allows',
      'openstack security group rule list GROUP',
      Type.Array(Type.String()),
    ),
    derived: true,
  },
];
