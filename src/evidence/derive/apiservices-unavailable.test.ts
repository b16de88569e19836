import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'apiservices.unavailable';
const table = (available: string) => ({
  command: 'kubectl get apiservice',
  text: `NAME                     SERVICE                      AVAILABLE                      AGE\nv1.apps                  Local                        True                           9d\nv1beta1.metrics.k8s.io   kube-system/metrics-server   ${available}   9d\n`,
});

it('names those that are not available, with the reason', () => {
  expect(valuesFrom(fact, [], [table('False (FailedDiscoveryCheck)')])).toEqual([
    [
      {
        name: 'v1beta1.metrics.k8s.io',
        service: 'kube-system/metrics-server',
        available: false,
        reason: 'FailedDiscoveryCheck',
      },
    ],
  ]);
});

it('is empty when all are, and unknown without a listing', () => {
  expect(valuesFrom(fact, [], [table('True                        ')])).toEqual([[]]);
  expect(valuesFrom(fact, [])).toEqual([]);
});

it('reads objects, but no manifest that no server has answered for', () => {
  const manifest =
    'apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata:\n  name: v1.example.com\nspec:\n  service:\n    name: api\n    namespace: example\n';
  const object = `${manifest}status:\n  conditions:\n  - type: Available\n    status: "False"\n    reason: MissingEndpoints\n`;
  expect(valuesFrom(fact, [], [{ text: manifest }])).toEqual([]);
  expect(valuesFrom(fact, [], [{ text: object }])).toEqual([
    [{ name: 'v1.example.com', service: 'example/api', available: false, reason: 'MissingEndpoints' }],
  ]);
});
