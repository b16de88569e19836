import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'webhooks.without-endpoints';
const configuration = {
  command: 'kubectl get validatingwebhookconfiguration policy -o yaml',
  text: [
    'apiVersion: admissionregistration.k8s.io/v1',
    'kind: ValidatingWebhookConfiguration',
    'metadata:',
    '  name: policy',
    'webhooks:',
    '- name: check.policy.example',
    '  failurePolicy: Fail',
    '  clientConfig:',
    '    service:',
    '      name: policy-webhook',
    '      namespace: policy',
    '      path: /validate',
  ].join('\n'),
};
const endpoints = (addresses: string, namespace = 'policy') => ({
  command: `kubectl get endpoints -n ${namespace}`,
  text: `NAME             ENDPOINTS            AGE\npolicy-webhook   ${addresses}   9d\n`,
});

it('names a webhook with nobody behind it', () => {
  expect(valuesFrom(fact, [], [configuration, endpoints('<none>')])).toEqual([
    [
      {
        configuration: 'policy',
        webhook: 'check.policy.example',
        service: 'policy/policy-webhook',
        failurePolicy: 'Fail',
      },
    ],
  ]);
});

it('is empty when a pod is behind it', () => {
  expect(valuesFrom(fact, [], [configuration, endpoints('10.244.1.7:8443')])).toEqual([[]]);
});

it('is unknown when its Service is not listed, or one of the same name elsewhere', () => {
  expect(valuesFrom(fact, [], [configuration])).toEqual([]);
  expect(valuesFrom(fact, [], [configuration, endpoints('<none>', 'other')])).toEqual([]);
});
