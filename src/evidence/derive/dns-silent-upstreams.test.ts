import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.silent-upstreams';
const file = { command: 'cat /etc/resolv.conf', text: 'nameserver 10.8.0.2\nnameserver 10.8.0.3' };
const asked = (server: string, text: string) => ({ command: `dig @${server} example.org`, text });
const silence = ';; connection timed out; no servers could be reached';
const corefile = {
  command: 'kubectl get cm coredns -n kube-system -o yaml',
  text: '.:53 {\n    errors\n    forward . 10.8.0.3\n}',
};

it('names the server of a resolv.conf that did not answer', () => {
  expect(valuesFrom(fact, [], [file, asked('10.8.0.3', silence)])).toEqual([
    [{ server: '10.8.0.3', name: 'example.org' }],
  ]);
});

it('names the server of a Corefile, too', () => {
  expect(valuesFrom(fact, [], [corefile, asked('10.8.0.3', silence)])).toEqual([
    [{ server: '10.8.0.3', name: 'example.org' }],
  ]);
});

it('reads loops over servers', () => {
  const loop = {
    command:
      'for s in $(awk \'/nameserver/{print $2}\' /etc/resolv.conf); do echo "== $s"; dig @$s example.org +short; done',
    text: `== 10.8.0.2\n203.0.113.7\n== 10.8.0.3\n${silence}`,
  };
  expect(valuesFrom(fact, [], [loop])).toEqual([[{ server: '10.8.0.3', name: 'example.org' }]]);
  const echoed = {
    command:
      'for s in 10.8.0.2 10.8.0.3; do dig @$s example.org +stats | grep time || echo "$s: no answer"; done',
    text: ';; Query time: 2 msec\n10.8.0.3: no answer',
  };
  expect(valuesFrom(fact, [], [file, echoed])).toEqual([[{ server: '10.8.0.3', name: 'example.org' }]]);
});

it('does not know servers that nothing is passed on to', () => {
  expect(valuesFrom(fact, [], [file, asked('192.0.2.1', silence)])).toEqual([]);
});
