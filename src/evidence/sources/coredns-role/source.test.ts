import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { corednsRole } from './source.ts';

const samples = samplesOf('coredns-role');
const listable = (text: string, command?: string) =>
  itemsIn(readWith(corednsRole, text, command), 'coredns.listable-resources');
const all = ['endpoints', 'services', 'endpointslices.discovery.k8s.io'];

it('the table of a described role tells what may be listed', () => {
  expect(listable(samples['described.txt'] ?? '')).toEqual(all);
});

it('so does the role in a manifest, and no other role beside it', () => {
  expect(listable(samples['manifest.txt'] ?? '')).toEqual(all);
});

it('the command names the role when its name was cut away', () => {
  const rules = 'rules:\n- apiGroups:\n  - ""\n  resources:\n  - services\n  verbs:\n  - list';
  expect(listable(rules, 'kubectl get clusterrole system:coredns -o yaml | tail -7')).toEqual(['services']);
  expect(listable(rules, 'kubectl get clusterrole view -o yaml | tail -7')).toEqual([]);
});

it('the API server says what CoreDNS may not read', () => {
  const asked = (answer: string) =>
    itemsIn(
      readWith(
        corednsRole,
        answer,
        'kubectl auth can-i list endpointslices.discovery.k8s.io --as=system:serviceaccount:kube-system:coredns',
      ),
      'coredns.refused-resources',
    );
  expect(asked('no')).toEqual(['endpointslices.discovery.k8s.io']);
  expect(asked('yes')).toEqual([]);
});
