import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withCloudCli, withKubectl } from './define.ts';

export const NodegroupIssue = Type.Object({
  /** As EKS names it: `NodeCreationFailure`, `Ec2SubnetInvalidConfiguration` … */
  code: Type.String(),
  message: Type.String(),
});
export type NodegroupIssue = Static<typeof NodegroupIssue>;

/** The highest value of an Azure Monitor metric in the time that was asked for. */
export const AzureMetric = Type.Object({
  /** In lower case, without blanks: `snatconnectioncount`, `usedsnatports`. */
  metric: Type.String(),
  /** `Failed`, `Attempted` …; empty without a dimension. */
  state: Type.String(),
  peak: Type.Number(),
});
export type AzureMetric = Static<typeof AzureMetric>;

const eksCommand = 'aws eks describe-cluster --name CLUSTER --output json';
const gkeCommand = 'gcloud container clusters describe CLUSTER --location LOCATION --format=json';

const about = (
  id: string,
  title: string,
  { command, schema }: { command: string; schema: FactDefinition['schema'] },
): FactDefinition => ({
  id,
  title,
  subject: 'cluster',
  schema,
  collect: [withCloudCli(command)],
  shelfLifeSeconds: shelfLife.long,
});

const outside = (id: string, title: string, list: { command: string; fact: string }): FactDefinition => ({
  ...about(id, title, { command: list.command, schema: Type.Boolean() }),
  derived: true,
  collect: [
    { ...onHost('curl -s https://ifconfig.me', 5), where: 'on the client', brings: 'client.public-address' },
    { ...withCloudCli(list.command), brings: list.fact },
  ],
  shelfLifeSeconds: shelfLife.short,
});

const eks = (id: string, title: string, schema: FactDefinition['schema']): FactDefinition =>
  about(id, title, { command: eksCommand, schema });
const gke = (id: string, title: string, schema: FactDefinition['schema']): FactDefinition =>
  about(id, title, { command: gkeCommand, schema });

export const cloudClusterFacts: FactDefinition[] = [
  eks('eks.endpoint-public-access', "whether the API server's endpoint is public", Type.Boolean()),
  eks('eks.endpoint-private-access', 'whether the endpoint has a private address in the VPC', Type.Boolean()),
  eks(
    'eks.public-access-cidrs',
    'address ranges that may reach the public endpoint',
    Type.Array(Type.String()),
  ),
  about('aws.caller-arn', 'the AWS identity that asks', {
    command: 'aws sts get-caller-identity',
    schema: Type.String(),
  }),
  about('aws.mapped-arns', 'AWS identities that the cluster knows', {
    command: 'eksctl get iamidentitymapping --cluster CLUSTER --region REGION',
    schema: Type.Array(Type.String()),
  }),
  {
    ...about('aws.caller-not-mapped', 'the AWS identity that asks is unknown to the cluster', {
      command: 'aws eks list-access-entries --cluster-name CLUSTER',
      schema: Type.Boolean(),
    }),
    derived: true,
    collect: [
      { ...withCloudCli('aws sts get-caller-identity'), brings: 'aws.caller-arn' },
      { ...withKubectl('kubectl get configmap aws-auth -n kube-system -o yaml'), brings: 'aws.mapped-arns' },
    ],
  },
  about('aws.node-role-arns', 'AWS roles of the nodes', {
    command:
      "aws iam get-instance-profile --instance-profile-name PROFILE --query 'InstanceProfile.Roles[].Arn'",
    schema: Type.Array(Type.String()),
  }),
  {
    ...about('aws.node-role-not-mapped', "a node's AWS role is unknown to the cluster", {
      command: 'aws eks list-access-entries --cluster-name CLUSTER',
      schema: Type.Boolean(),
    }),
    derived: true,
  },
  about('eks.nodegroup-issues', 'health issues of a managed node group', {
    command: 'aws eks describe-nodegroup --cluster-name CLUSTER --nodegroup-name NODEGROUP --output json',
    schema: Type.Array(NodegroupIssue),
  }),
  gke('gke.private-endpoint-only', 'whether the control plane has a private address only', Type.Boolean()),
  gke('gke.private-nodes', 'whether nodes have private addresses only', Type.Boolean()),
  gke('gke.control-plane-range', "the control plane's address range", Type.String()),
  gke(
    'gke.authorized-networks-enabled',
    'whether the control plane admits listed networks alone',
    Type.Boolean(),
  ),
  gke('gke.private-endpoint', "the control plane's private address", Type.String()),
  {
    ...gke(
      'gke.private-endpoint-silent',
      "connections to the control plane's private address time out",
      Type.Boolean(),
    ),
    derived: true,
  },
  about(
    'cloud.api-access-ranges',
    'ranges that may reach the API server, by a configuration that does not say of which cloud',
    {
      command: "grep -rn 'authorized\\|access_cidrs' *.tf *.tfvars",
      schema: Type.Array(Type.String()),
    },
  ),
  gke('gke.authorized-networks', 'networks that the control plane admits', Type.Array(Type.String())),
  outside(
    'eks.client-outside-public-access-cidrs',
    "the client's address is outside the ranges that the public endpoint admits",
    { command: eksCommand, fact: 'eks.public-access-cidrs' },
  ),
  outside(
    'gke.client-outside-authorized-networks',
    "the client's address is outside the control plane's authorized networks",
    { command: gkeCommand, fact: 'gke.authorized-networks' },
  ),
  {
    ...about('azure.metrics', 'metrics of a load balancer or NAT gateway at their highest', {
      command:
        'az monitor metrics list --resource LOAD_BALANCER_ID --metric SnatConnectionCount --aggregation Total --dimension ConnectionState --output json',
      schema: Type.Array(AzureMetric),
    }),
    openEnded: true,
    shelfLifeSeconds: shelfLife.short,
  },
  {
    ...about('azure.snat-ports-full', 'SNAT ports in use reach, or failed connections show, the limit', {
      command:
        'az monitor metrics list --resource LOAD_BALANCER_ID --metric UsedSnatPorts AllocatedSnatPorts --aggregation Maximum --output json',
      schema: Type.Boolean(),
    }),
    derived: true,
    shelfLifeSeconds: shelfLife.short,
  },
  {
    ...about('openstack.ports', 'OpenStack ports, their security and the addresses that they admit', {
      command: 'openstack port show PORT -f json',
      schema: Type.Array(
        Type.Object({
          id: Type.String(),
          security: Type.Boolean(),
          allowedAddresses: Type.Array(Type.String()),
        }),
      ),
    }),
    identity: ['id'],
  },
];
