import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.self-connections';
const listing = {
  text: `$ kubectl get svc,ep -n mq
NAME             TYPE        CLUSTER-IP     EXTERNAL-IP   PORT(S)    AGE
service/broker   ClusterIP   10.96.12.240   <none>        9092/TCP   3d
NAME               ENDPOINTS          AGE
endpoints/broker   10.244.2.30:9092   3d
$ kubectl get pods -n mq -o wide
NAME       READY   STATUS    RESTARTS   AGE   IP            NODE
broker-0   1/1     Running   0          3d    10.244.2.30   w-2
client-0   1/1     Running   0          3d    10.244.2.31   w-2
`,
};
const attempt = (host: string) => [
  {
    fact: 'connection.attempts',
    host,
    value: [{ target: '10.96.12.240', port: 9092, outcome: 'timed-out' }],
  },
];

it('a pod that cannot reach the Service that it is behind', () => {
  expect(valuesFrom(fact, attempt('broker-0'), [listing])).toMatchObject([
    [{ service: 'broker', outcome: 'timed-out' }],
  ]);
});

it('unknown of other pods', () => {
  expect(valuesFrom(fact, attempt('client-0'), [listing])).toEqual([]);
});

it('of a shell in a pod, and of a pod named after a Service that is not shown', () => {
  const inPod = {
    text: '$ kubectl exec -n mq broker-0 -- nc -vz -w 5 broker 9092\nnc: connect to broker (10.96.12.240) port 9092 (tcp) timed out: Operation in progress\n',
  };
  expect(valuesFrom(fact, [], [listing, inPod])).toMatchObject([
    [{ service: 'broker', outcome: 'timed-out' }],
  ]);
  expect(valuesFrom(fact, [], [inPod])).toMatchObject([[{ service: 'broker' }]]);
});

it('unknown when another pod gets no answer either, and of a refusal', () => {
  const both = ['broker-0', 'client-0'].flatMap((host) => attempt(host));
  expect(valuesFrom(fact, both, [listing])).toEqual([]);
  const refused = {
    text: '$ kubectl exec broker-0 -- nc -vz broker 9092\nnc: connect to broker port 9092 (tcp) failed: Connection refused\n',
  };
  expect(valuesFrom(fact, [], [listing, refused])).toEqual([]);
});
