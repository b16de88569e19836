import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'apiserver.dead-endpoints';
const endpoints = {
  command: 'kubectl get endpoints kubernetes',
  text: 'NAME         ENDPOINTS                         AGE\nkubernetes   10.0.0.4:6443,10.0.0.9:6443   2d\n',
};
const tried = (address: string, outcome: string) => ({
  text: `nc: connect to ${address} port 6443 (tcp) failed: ${outcome}\n`,
});

it('names the address that nobody could connect to, beside another', () => {
  expect(valuesFrom(fact, [], [endpoints, tried('10.0.0.9', 'No route to host')])).toEqual([['10.0.0.9']]);
});

it('is unknown when all are dead, when none was tried, and when one attempt worked', () => {
  const both = [tried('10.0.0.4', 'Connection refused'), tried('10.0.0.9', 'Connection refused')];
  expect(valuesFrom(fact, [], [endpoints, ...both])).toEqual([]);
  expect(valuesFrom(fact, [], [endpoints, tried('10.0.0.77', 'Connection refused')])).toEqual([]);
  const worked = { text: 'Connection to 10.0.0.9 6443 port [tcp/*] succeeded!\n' };
  expect(valuesFrom(fact, [], [endpoints, worked, tried('10.0.0.9', 'Connection refused')])).toEqual([]);
});

it('takes a ping that was lost as well, unless the port answered', () => {
  const lost = {
    command: 'ping -c 2 10.0.0.9',
    text: 'PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.\n\n--- 10.0.0.9 ping statistics ---\n2 packets transmitted, 0 received, 100% packet loss, time 1001ms\n',
  };
  expect(valuesFrom(fact, [], [endpoints, lost])).toEqual([['10.0.0.9']]);
  const worked = { text: 'Connection to 10.0.0.9 6443 port [tcp/*] succeeded!\n' };
  expect(valuesFrom(fact, [], [endpoints, lost, worked])).toEqual([]);
});
