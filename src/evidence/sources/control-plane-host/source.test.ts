import { expect, it } from 'vitest';
import { readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { controlPlaneHost } from './source.ts';

const samples = samplesOf('control-plane-host');

it.each([
  ...Object.values(samples),
  'tcp    LISTEN  0  4096  *:6443  *:*',
  'tcp6       0      0 :::6443                 :::*                    LISTEN      2204/kube-apiserver',
  '8c1d9b5f7a0c1   91be940803172   5 days ago   Running   kube-apiserver   1   11a8c25cf1d02   kube-apiserver-a',
  '/etc/kubernetes/scheduler.conf:    server: https://10.61.20.15:6443',
  'root  2204  4.1  kube-apiserver --advertise-address=10.61.20.15 --allow-privileged=true',
])('takes the machine for a control plane node: %s', (line) => {
  expect(valuesIn(readWith(controlPlaneHost, line))).toEqual({ 'host.is-control-plane': true });
});

it.each([
  'kube-apiserver-a   1/1   Running   0   5d',
  'tcp  0  0 10.61.0.9:40112  10.61.0.5:6443  ESTABLISHED',
])('takes it for nothing: %s', (line) => {
  expect(valuesIn(readWith(controlPlaneHost, line))).toEqual({});
});
