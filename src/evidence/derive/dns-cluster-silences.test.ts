import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.cluster-silences';
const silent = (server: string) => ({
  command: `kubectl exec web-0 -- nslookup kubernetes.default ${server}`,
  text: ';; connection timed out; no servers could be reached',
});
const services = {
  command: 'kubectl get svc -n kube-system',
  text: 'NAME       CLUSTER-IP   EXTERNAL-IP   PORT(S)         AGE\nkube-dns   10.99.7.2    <none>        53/UDP,53/TCP   3h',
};
const resolver = {
  command: 'kubectl exec web-0 -- cat /etc/resolv.conf',
  text: 'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.99.7.2\noptions ndots:5',
};

it('knows the address of the DNS Service from its listing, and from a resolv.conf', () => {
  const found = [[{ server: '10.99.7.2', name: 'kubernetes.default' }]];
  expect(valuesFrom(fact, [], [services, silent('10.99.7.2')])).toEqual(found);
  expect(valuesFrom(fact, [], [resolver, silent('10.99.7.2')])).toEqual(found);
});

it('is unknown when another server is silent, or none is known', () => {
  expect(valuesFrom(fact, [], [services, silent('10.20.0.53')])).toEqual([]);
  expect(valuesFrom(fact, [], [silent('10.99.7.2')])).toEqual([]);
});

it('takes the only resolver of a pod for the server that nslookup does not name', () => {
  const unnamed = {
    command: 'kubectl exec web-0 -- nslookup example.com',
    text: ';; connection timed out; no servers could be reached',
  };
  expect(valuesFrom(fact, [], [resolver, unnamed])).toEqual([[{ server: '10.99.7.2', name: 'example.com' }]]);
  expect(valuesFrom(fact, [], [services, unnamed])).toEqual([]);
});
