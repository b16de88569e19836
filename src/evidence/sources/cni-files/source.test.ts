import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { cniFiles } from './source.ts';

const sample = samplesOf('cni-files')['calico-and-flannel.txt'] ?? '';
const configurations = (text: string, command: string | null) =>
  itemsIn(readWith(cniFiles, text, command), 'cni.config-files');

describe('configurations', () => {
  it('are the files that a runtime reads', () => {
    const reading = readWith(cniFiles, sample, 'ls -la /etc/cni/net.d');
    expect(itemsIn(reading, 'cni.config-files')).toEqual(['10-calico.conflist', '10-flannel.conflist']);
    expect(unclaimedIn(reading, sample)).toEqual([2, 3]);
    expect(configurations('10-calico.conflist  calico-kubeconfig', 'ls /etc/cni/net.d/')).toEqual([
      '10-calico.conflist',
    ]);
  });

  it('are none in an empty or missing directory', () => {
    const none = (text: string, command = 'ls -l /etc/cni/net.d') =>
      emptyIn(readWith(cniFiles, text, command));
    expect(none('total 0')).toEqual(['cni.config-files']);
    expect(none('')).toEqual(['cni.config-files']);
    expect(none("ls: cannot access '/etc/cni/net.d': No such file or directory")).toEqual([
      'cni.config-files',
    ]);
    expect(none('', 'ls /etc/cni/net.d | grep calico')).toEqual([]);
  });

  it('are not looked for in other directories', () => {
    expect(configurations('10-calico.conflist', 'ls /etc/cni')).toEqual([]);
    expect(configurations('10-calico.conflist', 'cat /etc/cni/net.d')).toEqual([]);
    expect(configurations('10-calico.conflist', null)).toEqual([]);
  });
});

it('reads several directories under their headings', () => {
  const text = `/etc/cni/net.d:
05-cilium.conflist

/opt/cni/bin:
total 40
-rwxr-xr-x 1 root root 20 Jan  1 10:00 bridge
lrwxrwxrwx 1 root root 20 Jan  1 10:00 flannel -> /usr/lib/cni/flannel

/tmp:
a.conf`;
  for (const command of ['ls /etc/cni/net.d /opt/cni/bin /tmp', null]) {
    const reading = readWith(cniFiles, text, command);
    expect(itemsIn(reading, 'cni.config-files')).toEqual(['05-cilium.conflist']);
    expect(itemsIn(reading, 'cni.plugin-binaries')).toEqual(['bridge', 'flannel']);
  }
});

it('stops at the next listing or sentence', () => {
  expect(configurations('10-a.conflist\nThe node is up, and that is all.', 'ls /etc/cni/net.d')).toEqual([
    '10-a.conflist',
  ]);
});

it('reads what a configuration calls', () => {
  const text =
    '{\n "cniVersion": "0.3.1",\n "plugins": [\n { "type": "flannel" },\n { "type": "portmap" } ]\n}';
  const called = (of: string) => itemsIn(readWith(cniFiles, of), 'cni.called-plugins');
  expect(called(text)).toEqual(['flannel', 'portmap']);
  expect(called('{ "type": "flannel", "name": "cbr0" }')).toEqual([]);
});
