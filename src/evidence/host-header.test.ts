import { expect, it } from 'vitest';
import { readHostHeader, readPrintedName } from './host-header.ts';

it.each([
  ['n1 | CHANGED | rc=0 >>', 'n1'],
  ['10.10.8.11 | CHANGED | rc=0 >>', '10.10.8.11'],
  ['master | FAILED | rc=255 >>', 'master'],
  ['n2 | SUCCESS => {', 'n2'],
  ['n3 | FAILED! => {', 'n3'],
  ['n4 | UNREACHABLE! => {', 'n4'],
  ['== n1 ==', 'n1'],
  ['== n1', 'n1'],
  ['== n1:', 'n1'],
  ['=== node-1.example.com ===', 'node-1.example.com'],
  ['--- node-1 ---', 'node-1'],
  ['--- 10.0.0.7 ---', '10.0.0.7'],
  ['##### node-1 #####', 'node-1'],
  ['=== master ===', 'master'],
  ['== kind-control-plane ==', 'kind-control-plane'],
  ['[node-1]', 'node-1'],
])('%s heads what %s printed', (line, host) => {
  expect(readHostHeader(line)).toEqual({ host });
});

it.each([
  '--- 10.244.1.4 ping statistics ---',
  '---',
  '--- a/net/ipv4.c',
  '+++ b/node-1',
  '==> kubelet.log <==',
  '==> node-1 <==',
  '## Setup',
  '### node-1',
  '## What node-1 says ##',
  '=== RUN   TestDial',
  '--- FAIL: TestDial (0.00s)',
  '== Summary ==',
  '== step-1 ==',
  '== v1.29.3 ==',
  '== 2024-05-11 ==',
  '== IPv4 ==',
  '== eth0 ==',
  '== flannel.1 ==',
  '== k8s ==',
  '== kubelet.log ==',
  '== coredns-5d78c9869d-x2k4p ==',
  '[preflight]',
  '[Service]',
  '[v3_req]',
  '=====',
  '#####',
  'a | b | c',
])('%s is no machine', (line) => {
  expect(readHostHeader(line)).toBeNull();
});

it('a machine that every machine is called is headed, and not named', () => {
  expect(readHostHeader('localhost | SUCCESS | rc=0 >>')).toEqual({ host: null });
});

it('takes a name that a loop over machines prints', () => {
  const loop = "for h in rk-1 rk-2; do ssh $h 'hostname; date -u'; done";
  expect(readPrintedName('rk-1', loop)).toEqual({ host: 'rk-1' });
  expect(readPrintedName('rk-9', loop)).toBeNull();
  expect(readPrintedName('Thu Feb  7 13:05:58 UTC 2019', loop)).toBeNull();
  expect(readPrintedName('rk-1', 'for h in rk-1 rk-2; do ssh $h date -u; done')).toBeNull();
});
