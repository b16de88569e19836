import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.names-answered-elsewhere';
const silent = ';; connection timed out; no servers could be reached';
const answer = (server: string, name: string) =>
  `Server:\t\t${server}\nAddress:\t${server}#53\n\nName:\t${name}\nAddress: 10.96.0.1`;

it('names the server that answered what another did not', () => {
  const texts = [
    { command: 'nslookup kubernetes.default.svc.cluster.local 10.96.0.10', text: silent },
    {
      command: 'nslookup kubernetes.default.svc.cluster.local 10.244.1.7',
      text: answer('10.244.1.7', 'kubernetes.default.svc.cluster.local'),
    },
  ];
  expect(valuesFrom(fact, [], texts)).toEqual([
    [
      {
        name: 'kubernetes.default.svc.cluster.local',
        failedAt: 'cluster-dns',
        answeredAt: 'other',
        answeredBy: '10.244.1.7',
      },
    ],
  ]);
});

it('is unknown when one server both failed and answered, or another name was asked for', () => {
  const failed = { command: 'nslookup web.shop 10.96.0.10', text: silent };
  expect(valuesFrom(fact, [], [failed, { text: answer('10.96.0.10', 'web.shop') }])).toEqual([]);
  expect(valuesFrom(fact, [], [failed, { text: answer('8.8.8.8', 'example.org') }])).toEqual([]);
});

it('knows the DNS Service by its listing, and a name by its first labels', () => {
  const texts = [
    {
      command: 'kubectl get svc -n kube-system',
      text: 'NAME       CLUSTER_IP   EXTERNAL_IP   PORT(S)         SELECTOR           AGE\nkube-dns   11.1.2.10    <none>        53/UDP,53/TCP   k8s-app=kube-dns   19m',
    },
    {
      command: 'kubectl exec busybox -- nslookup kubernetes',
      text: "Server:    11.1.2.10\nAddress 1: 11.1.2.10\n\nnslookup: can't resolve 'kubernetes'",
    },
    {
      command: 'nslookup kubernetes.default.svc.cluster.local 10.2.28.2',
      text: answer('10.2.28.2', 'kubernetes.default.svc.cluster.local'),
    },
  ];
  expect(valuesFrom(fact, [], texts)).toMatchObject([[{ failedAt: 'cluster-dns', answeredBy: '10.2.28.2' }]]);
});
