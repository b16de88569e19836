import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { controlPlaneContainers } from './source.ts';

const samples = samplesOf('control-plane-containers');
const containers = (text: string, command?: string) =>
  itemsIn(readWith(controlPlaneContainers, text, command), 'control-plane.containers');

describe('control-plane-containers', () => {
  it('takes the newest container of each component, and sees which is missing', () => {
    const text = samples['crictl.txt'] ?? '';
    expect(containers(text, 'crictl ps -a')).toEqual([
      { component: 'etcd', state: 'restarting', attempt: 3903 },
      { component: 'kube-controller-manager', state: 'exited', attempt: 1144 },
      { component: 'kube-scheduler', state: 'running', attempt: 0 },
      { component: 'kube-apiserver', state: 'absent' },
    ]);
    expect(unclaimedIn(readWith(controlPlaneContainers, text), text)).toEqual([1, 6]);
  });

  it('calls nothing absent that a filter may have left out', () => {
    expect(containers(samples['crictl.txt'] ?? '', 'crictl ps -a | grep -v apiserver')).toHaveLength(3);
  });

  it('reads the names that the kubelet and RKE give to Docker’s containers', () => {
    expect(containers(samples['docker.txt'] ?? '', 'docker ps -a')).toEqual([
      { component: 'kube-apiserver', state: 'restarting', attempt: 133 },
      { component: 'etcd', state: 'exited', attempt: 198 },
      { component: 'kube-scheduler', state: 'running', attempt: 0 },
      { component: 'kube-proxy', state: 'running' },
    ]);
  });

  it('reads services and containers of Talos', () => {
    expect(containers(samples['talos.txt'] ?? '')).toEqual([
      { component: 'etcd', state: 'waiting' },
      { component: 'kube-apiserver', state: 'exited' },
    ]);
  });

  it('reads nerdctl, and a container that was never started', () => {
    const row =
      '3f1c2d    registry.k8s.io/etcd:3.5.9-0    "etcd"    2 hours ago    Created        k8s://kube-system/etcd-cp-1/etcd';
    expect(containers(row)).toEqual([{ component: 'etcd', state: 'waiting' }]);
  });
});
