import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'load-balancer.missing-interfaces';
const front = (name: string) => ({
  fact: 'load-balancer.addresses',
  value: [{ address: '10.61.4.20', interface: name }],
});
const addresses = {
  text: '2: ens3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP\n    inet 10.61.4.21/24 scope global ens3\n',
  command: 'ip a',
};

it('names an interface that the machine does not have', () => {
  expect(valuesFrom(fact, [front('eth0')], [addresses])).toEqual([['eth0']]);
});

it('says nothing when it is there, or when no interface was printed', () => {
  expect(valuesFrom(fact, [front('ens3')], [addresses])).toEqual([]);
  expect(valuesFrom(fact, [front('eth0')])).toEqual([]);
});
