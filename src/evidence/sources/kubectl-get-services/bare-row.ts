import { isAge } from '../../text/columns.ts';
import { serviceOfCells } from './services-row.ts';

/** A row of services without its header (`--no-headers`, `| grep`); its second or third word is the type. */
export function bareServiceRow(
  text: string,
  namespace: string | null,
): { fact: string; item: unknown } | null {
  if (text.length > 1000) return null;
  const words = text.trim().split(/\s+/);
  const at = words.findIndex((word) => /^(?:ClusterIP|NodePort|LoadBalancer|ExternalName)$/.test(word));
  const [type, clusterAddress, external, ports, age] = words.slice(Math.max(at, 0));
  const name = words[at - 1]?.replace(/^(?:service|svc)\//, '');
  if (at < 1 || at > 2 || name === undefined || !isAge(age ?? '')) return null;
  const item = serviceOfCells({
    namespace: at === 2 ? (words[0] ?? null) : namespace,
    name,
    cells: new Map([
      ['TYPE', type ?? ''],
      ['CLUSTER-IP', clusterAddress ?? ''],
      ['EXTERNAL-IP', external ?? ''],
      ['PORT(S)', ports ?? ''],
    ]),
  });
  return item === null ? null : { fact: 'kubernetes.services', item };
}
