import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const found = (binaries: string[], files: string[]) =>
  valuesFrom('cni.missing-binaries', [
    { fact: 'cni.plugin-binaries', host: 'n1', value: binaries },
    { fact: 'cni.config-files', host: 'n1', value: files },
  ]);

it('finds what the configured plugin needs', () => {
  expect(found(['bridge', 'host-local', 'loopback', 'portmap'], ['10-flannel.conflist'])).toEqual([
    ['flannel'],
  ]);
  expect(found(['bridge', 'flannel', 'host-local'], ['10-flannel.conflist'])).toEqual([[]]);
});

it('is unknown of plugins whose programs are not known', () => {
  expect(found(['bridge'], ['10-antrea.conflist'])).toEqual([]);
  expect(found(['bridge'], [])).toEqual([]);
});

it('finds what a configuration that is shown calls', () => {
  const facts = [
    { fact: 'cni.plugin-binaries', host: 'n1', value: ['bridge', 'flannel', 'host-local'] },
    { fact: 'cni.called-plugins', host: 'n1', value: ['flannel', 'portmap'] },
  ];
  expect(valuesFrom('cni.missing-binaries', facts)).toEqual([['portmap']]);
});
