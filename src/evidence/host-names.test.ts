import { expect, it } from 'vitest';
import { HostNames } from './host-names.ts';

it('takes a short name and its full one for one machine, by the name that came first', () => {
  const names = new HostNames([
    'ip-10-0-0-1',
    'ip-10-0-0-1.ec2.internal',
    '***-24-69-3',
    '***-24-69-3.***',
    'b.x',
    'b',
  ]);
  expect(names.of('ip-10-0-0-1.ec2.internal')).toBe('ip-10-0-0-1');
  expect(names.of(' ***-24-69-3.*** ')).toBe('***-24-69-3');
  expect(names.of('b')).toBe('b.x');
  expect(names.all).toEqual(['ip-10-0-0-1', '***-24-69-3', 'b.x']);
});

it('keeps machines apart that only begin alike', () => {
  const names = new HostNames(['node-1.a', 'node-1.b', 'node-1', 'node-10', '10.0.0.1', '10.0.0.2', '10']);
  expect(names.all).toEqual(['node-1.a', 'node-1.b', 'node-1', 'node-10', '10.0.0.1', '10.0.0.2', '10']);
  expect(names.of('Node-1')).toBeNull();
});

it('tells no more machines apart than a submission may name', () => {
  const names = new HostNames(Array.from({ length: 10_000 }, (_, i) => `node-${i}`));
  expect(names.all).toHaveLength(500);
  expect(names.of('node-9999')).toBeNull();
});
