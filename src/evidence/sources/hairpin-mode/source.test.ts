import { expect, it } from 'vitest';
import { readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { hairpinMode } from './source.ts';

const fact = 'network.bridge-ports-without-hairpin';
const loop = 'for i in $(ls /sys/class/net/cni0/brif); do cat /sys/class/net/cni0/brif/$i/hairpin_mode; done';

it('counts the ports that send no frame back', () => {
  expect(valuesIn(readWith(hairpinMode, samplesOf('hairpin-mode')['ports.txt'] ?? '', loop))).toEqual({
    [fact]: 2,
  });
  expect(valuesIn(readWith(hairpinMode, '     12 0\n      3 1', `${loop} | sort | uniq -c`))).toEqual({
    [fact]: 12,
  });
  const paths = '/sys/devices/virtual/net/cni0/brif/veth1a2b/hairpin_mode:1';
  expect(valuesIn(readWith(hairpinMode, paths))).toEqual({ [fact]: 0 });
});

it('takes no other numbers for it', () => {
  expect(readWith(hairpinMode, '0\n1', 'cat /proc/sys/net/ipv4/ip_forward').findings).toEqual([]);
});
