import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'services.without-endpoints';
const texts = (text: string) => [{ text }];

it('a Service with none in the listing, and its selector from another', () => {
  const text = `$ kubectl get svc -n shop -o wide
NAME   TYPE        CLUSTER-IP    EXTERNAL-IP   PORT(S)    AGE   SELECTOR
cart   ClusterIP   10.96.14.20   <none>        8080/TCP   40d   app=cart
$ kubectl get endpoints -n shop
NAME   ENDPOINTS         AGE
cart   <none>            40d
web    10.244.1.7:8080   40d
`;
  expect(valuesFrom(fact, [], texts(text))).toEqual([
    [{ namespace: 'shop', service: 'cart', selector: 'app=cart' }],
  ]);
});

it('counts addresses that are not ready, and looks at all slices', () => {
  const slice = (name: string, ready: string[], notReady: string[]) => ({
    namespace: 'shop',
    service: 'cart',
    slice: name,
    ready,
    notReady,
  });
  const facts = (value: unknown) => [{ fact: 'kubernetes.endpoints', value }];
  expect(valuesFrom(fact, facts([slice('cart-a', [], ['10.244.1.7:80']), slice('cart-b', [], [])]))).toEqual([
    [{ namespace: 'shop', service: 'cart', notReady: 1 }],
  ]);
  expect(valuesFrom(fact, facts([slice('cart-a', [], []), slice('cart-b', ['10.244.1.7:80'], [])]))).toEqual([
    [],
  ]);
});

it('passes over locks and names that resolve elsewhere, and knows nothing without endpoints', () => {
  const text = `NAME                      ENDPOINTS   AGE
kube-controller-manager   <none>      3y
`;
  expect(valuesFrom(fact, [], texts(text))).toEqual([]);
});
