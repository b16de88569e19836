import type { ServiceEndpoints } from '../../../facts/services.ts';
import { type Description, fieldValue, namespaceOf, valuesBelow } from '../../text/description.ts';

const nameLabel = 'kubernetes.io/service-name=';

/** `kubectl describe endpointslice`; `null` when the description is of something else. */
export function describedSlice(description: Description): ServiceEndpoints | null {
  if (fieldValue(description, 'AddressType') === undefined) return null;
  const labels = valuesBelow(description.lines, /^Labels:/);
  const service = labels.find((label) => label.startsWith(nameLabel))?.slice(nameLabel.length);
  if (service === undefined) return null;
  const ready: string[] = [];
  const notReady: string[] = [];
  let addresses: string[] = [];
  for (const { text } of description.lines) {
    const [, key, value = ''] = /^\s+(?:- )?(Addresses|Ready):\s+(.*)$/.exec(text) ?? [];
    if (key === 'Addresses') addresses = value.split(',').map((address) => address.trim());
    else if (key === 'Ready') (value.trim() === 'false' ? notReady : ready).push(...addresses);
  }
  return { namespace: namespaceOf(description), service, slice: description.name, ready, notReady };
}
