import type { SourceDestCheck } from '../../../facts/cloud.ts';
import type { Line } from '../../source.ts';
import { type JsonSpan, members } from '../../text/json-documents.ts';
import { at, isObject, type JsonObject, textAt } from '../../text/json-value.ts';

/** `i-0123456789abcdef0`, `eni-0a1b2c3d`, also masked: `i-0123***`. */
export const isResourceId = (text: string): boolean => /^(?:i|eni)-[0-9a-fA-FxX*]{4,20}$/.test(text);

export interface FoundCheck {
  check: SourceDestCheck;
  first: Line;
  last: Line;
}

/**
 * Every object of a JSON document that says how its source/destination check is set: instances, their network
 * interfaces, attributes, and the objects that a `--query` made. `fallback` names an object without an id.
 */
export function checksWithin(value: unknown, span: JsonSpan, fallback: string): FoundCheck[] {
  const found: FoundCheck[] = [];
  const open = [{ value, span }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const check = isObject(next.value) ? checkOf(next.value, fallback) : rowOf(next.value);
    if (check !== null) found.push({ check, first: next.span.first, last: next.span.last });
    // An attribute's own `{ "Value": true }` has been read with its parent.
    const inner = members(next.value, next.span).filter((member) => member.key !== 'SourceDestCheck');
    for (const { value: child, span: at } of inner.reverse())
      if (child !== null && typeof child === 'object') open.push({ value: child, span: at });
  }
  return found;
}

function checkOf(object: JsonObject, fallback: string): SourceDestCheck | null {
  const stated = at(object, 'SourceDestCheck', 'Value') ?? at(object, 'SourceDestCheck');
  const alias = Object.entries(object).find(
    ([key, value]) => /source.?dest/i.test(key) && typeof value === 'boolean',
  );
  const enabled = stated ?? alias?.[1];
  if (typeof enabled !== 'boolean') return null;
  // An interface names the instance that it is attached to; its own id comes first.
  const id =
    textAt(object, 'NetworkInterfaceId') ??
    textAt(object, 'InstanceId') ??
    Object.values(object).find((value) => typeof value === 'string' && isResourceId(value));
  const address = textAt(object, 'PrivateIpAddress');
  return {
    id: typeof id === 'string' ? id : fallback,
    enabled,
    ...(address === undefined ? {} : { address }),
  };
}

/** `["i-0123456789abcdef0", true]` of `--query '…[InstanceId,SourceDestCheck]'`. */
function rowOf(value: unknown): SourceDestCheck | null {
  if (!Array.isArray(value)) return null;
  const id: unknown = value.find((cell) => typeof cell === 'string' && isResourceId(cell));
  const flags = value.filter((cell) => typeof cell === 'boolean');
  const [enabled] = flags;
  return typeof id === 'string' && enabled !== undefined && flags.length === 1 ? { id, enabled } : null;
}
