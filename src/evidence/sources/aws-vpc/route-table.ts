import type { CloudRouteTable } from '../../../facts/cloud-network.ts';
import { type JsonObject, listAt, textAt } from '../../text/json-value.ts';

/** What one object of `describe-route-tables` states; `null` for others. */
export function routeTableOf(object: JsonObject): CloudRouteTable | null {
  const id = textAt(object, 'RouteTableId');
  if (id === undefined || !Array.isArray(object['Routes'])) return null;
  const routes = listAt(object, 'Routes');
  const blackholes = routes
    .filter((route) => textAt(route, 'State') === 'blackhole')
    .flatMap((route) => textAt(route, 'DestinationCidrBlock') ?? []);
  const way = routes.find((route) => textAt(route, 'DestinationCidrBlock') === '0.0.0.0/0');
  return { cloud: 'aws', id, default: way === undefined ? 'missing' : wayOf(way), blackholes };
}

function wayOf(route: unknown): CloudRouteTable['default'] {
  if (textAt(route, 'State') === 'blackhole') return 'blackhole';
  if (textAt(route, 'NatGatewayId') !== undefined) return 'nat';
  if (textAt(route, 'GatewayId')?.startsWith('igw-') === true) return 'internet';
  const other =
    textAt(route, 'NetworkInterfaceId') ?? textAt(route, 'InstanceId') ?? textAt(route, 'VpcEndpointId');
  return other === undefined ? 'gateway' : 'appliance';
}

/** Ranges that a route leads to an instance or interface: how kubenet and routers reach the pods of a node. */
export const podRoutesOf = (object: JsonObject): string[] =>
  listAt(object, 'Routes').flatMap((route) => {
    const machine = textAt(route, 'InstanceId') ?? textAt(route, 'NetworkInterfaceId');
    const range = textAt(route, 'DestinationCidrBlock');
    return machine === undefined || range === undefined || range === '0.0.0.0/0' ? [] : range;
  });
