import type { NetworkInterface } from '../../../facts/host.ts';
import type { Block, ReadingBuilder } from '../../source.ts';
import { isUnset, parsePrefixed, toMac } from '../../text/addresses.ts';
import { jsonDocuments, members } from '../../text/json-documents.ts';
import { at, listAt, textAt, wholeNumber } from '../../text/json-value.ts';
import { baseName, isUp } from './address-line.ts';

/** One object of `ip -j addr`; `null` for others, those of `ip -j link` among them. */
function interfaceOf(value: unknown): NetworkInterface | null {
  const name = textAt(value, 'ifname');
  if (name === undefined || !Array.isArray(at(value, 'addr_info'))) return null;
  const mac = textAt(value, 'link_type') === 'ether' ? toMac(textAt(value, 'address') ?? '') : null;
  const addresses = listAt(value, 'addr_info').flatMap((info) => {
    const address = `${textAt(info, 'local')}/${wholeNumber(at(info, 'prefixlen'))}`;
    return parsePrefixed(address) === null ? [] : [address];
  });
  const flags = listAt(value, 'flags').filter((flag) => typeof flag === 'string');
  const mtuBytes = wholeNumber(at(value, 'mtu'));
  return {
    name: baseName(name),
    mac: mac === null || isUnset(mac) ? null : mac,
    up: isUp(flags, textAt(value, 'operstate')),
    ...(mtuBytes === undefined ? {} : { mtuBytes }),
    addresses,
  };
}

/** Reads `ip -j addr`, on one line or many. */
export function readAddressJson(reading: ReadingBuilder, block: Block): void {
  for (const { parsed } of jsonDocuments(block.lines)) {
    if (!Array.isArray(parsed?.value)) continue;
    for (const { value, span } of members(parsed.value, parsed.span)) {
      const found = interfaceOf(value);
      if (found !== null) reading.item('network.interfaces', found, span.first, span.last);
      else if (textAt(value, 'ifname') !== undefined) reading.understand(span.first, span.last);
    }
  }
}
