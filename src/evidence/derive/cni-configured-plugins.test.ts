import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const files = (...value: string[]): SubmittedFact => ({ fact: 'cni.config-files', host: 'n1', value });
const agent: SubmittedFact = {
  fact: 'kubernetes.pods',
  value: [
    {
      namespace: 'kube-flannel',
      name: 'kube-flannel-ds-2lq9n',
      readyContainers: 1,
      containers: 1,
      status: 'Running',
      restarts: 0,
    },
  ],
};
const found = (...facts: SubmittedFact[]) => valuesFrom('cni.configured-plugins', facts);

it('names the plugins in the order in which the runtime takes their files', () => {
  expect(found(files('10-flannel.conflist', '10-calico.conflist', '99-loopback.conf'), agent)).toEqual([
    [
      { plugin: 'calico', file: '10-calico.conflist', first: true, agentListed: false },
      { plugin: 'flannel', file: '10-flannel.conflist', first: false, agentListed: true },
    ],
  ]);
});

it("counts a runtime's bridge only where it comes first", () => {
  expect(found(files('10-flannel.conflist', '100-crio-bridge.conflist'))).toEqual([
    [{ plugin: 'flannel', file: '10-flannel.conflist', first: true }],
  ]);
  expect(found(files('87-podman-bridge.conflist'))).toEqual([
    [{ plugin: 'runtime-bridge', file: '87-podman-bridge.conflist', first: true }],
  ]);
});

it('leaves the choice to Multus', () => {
  expect(found(files('00-multus.conf', '10-calico.conflist'))).toEqual([]);
});
