import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { systemctl } from './source.ts';

const samples = samplesOf('systemctl');
const units = (text: string, command: string | null = null) =>
  itemsIn(readWith(systemctl, text, command), 'systemd.units');

it('reads the state of a unit and why it ended', () => {
  const text = samples['kubelet.txt'] ?? '';
  expect(units(text)).toEqual([{ unit: 'kubelet', state: 'activating', result: 'exit-code' }]);
  expect(unclaimedIn(readWith(systemctl, text), text)).toEqual([]);
});

it('reads several units, of several versions', () => {
  const text = `○ containerd.service - containerd container runtime
     Loaded: loaded (/lib/systemd/system/containerd.service; disabled; vendor preset: enabled)
     Active: inactive (dead)

* docker.service - Docker Application Container Engine
   Active: active (running) since Mon 2026-03-09 10:00:00 UTC; 2 days ago
`;
  expect(units(text, 'systemctl status containerd docker')).toEqual([
    { unit: 'containerd', state: 'inactive' },
    { unit: 'docker', state: 'active' },
  ]);
});

it('reads the answers of is-active', () => {
  expect(units('active\nfailed\n', 'systemctl is-active kubelet containerd.service')).toEqual([
    { unit: 'kubelet', state: 'active' },
    { unit: 'containerd', state: 'failed' },
  ]);
  expect(units('active\n', 'systemctl is-active kubelet containerd')).toEqual([]);
});

it('takes no state without a unit', () => {
  expect(units('     Active: failed (Result: exit-code)\n')).toEqual([]);
});
