import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife, withCloudCli } from './define.ts';

export const SourceDestCheck = Type.Object({
  /** `i-…` or `eni-…`. */
  id: Type.String(),
  enabled: Type.Boolean(),
  address: Type.Optional(Type.String()),
});
export type SourceDestCheck = Static<typeof SourceDestCheck>;

const aks = (id: string, title: string, schema: FactDefinition['schema']): FactDefinition => ({
  id,
  title,
  subject: 'cluster',
  schema,
  collect: [withCloudCli('az aks show --resource-group GROUP --name CLUSTER --output json')],
  shelfLifeSeconds: shelfLife.long,
});

export const cloudFacts: FactDefinition[] = [
  aks('aks.private-cluster', 'the API server has a private address only', Type.Boolean()),
  aks(
    'aks.authorized-ip-ranges',
    'address ranges to which the public API server is restricted',
    Type.Array(Type.String()),
  ),
  aks('aks.fqdn', "the API server's public name", Type.String()),
  aks('aks.private-fqdn', "the API server's private name", Type.String()),
  aks('aks.outbound-type', 'how nodes reach the internet', Type.String()),
  aks('aks.network-plugin', 'the network plugin', Type.String()),
  aks('aks.power-state', 'whether the cluster runs', Type.String()),
  {
    id: 'client.public-address',
    title: 'the address under which the client reaches the internet',
    subject: 'host',
    schema: Type.String(),
    collect: [{ ...onHost('curl -s https://ifconfig.me', 5), where: 'on the client', risk: 'low' }],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'aws.source-dest-checks',
    title: 'EC2 source/destination check of instances and interfaces',
    subject: 'cluster',
    schema: Type.Array(SourceDestCheck),
    identity: ['id'],
    collect: [
      withCloudCli(
        "aws ec2 describe-network-interfaces --filters Name=attachment.instance-id,Values=INSTANCE_ID --query 'NetworkInterfaces[].{NetworkInterfaceId:NetworkInterfaceId,SourceDestCheck:SourceDestCheck,PrivateIpAddress:PrivateIpAddress}'",
      ),
    ],
    shelfLifeSeconds: shelfLife.long,
  },
];
