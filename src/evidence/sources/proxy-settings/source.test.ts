import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf } from '../../../../test/source-reading.ts';
import { proxySettings } from './source.ts';

const fact = 'proxy.settings';
const samples = samplesOf('proxy-settings');

it('reads the environment of a shell', () => {
  expect(itemsIn(readWith(proxySettings, samples['environment.txt'] ?? '', 'env'), fact)).toEqual([
    { variable: 'HTTP_PROXY', value: 'http://proxy.corp.example:3128' },
    { variable: 'HTTPS_PROXY', value: 'http://proxy.corp.example:3128' },
    { variable: 'NO_PROXY', value: 'localhost,127.0.0.1,.corp.example' },
  ]);
});

it('reads a unit, without the login of a proxy', () => {
  expect(itemsIn(readWith(proxySettings, samples['unit.txt'] ?? ''), fact)).toEqual([
    { variable: 'HTTP_PROXY', value: 'http://10.2.2.2:8080' },
    { variable: 'HTTPS_PROXY', value: 'http://10.2.2.2:8080' },
    { variable: 'NO_PROXY', value: 'localhost,127.0.0.0/8,10.0.0.0/8,.svc,.cluster.local' },
  ]);
});

it('reads the environment of a container in a manifest', () => {
  const text =
    '    env:\n    - name: HTTPS_PROXY\n      value: http://10.2.2.2:8080\n    - name: PORT\n      value: "80"\n';
  expect(itemsIn(readWith(proxySettings, text), fact)).toEqual([
    { variable: 'HTTPS_PROXY', value: 'http://10.2.2.2:8080' },
  ]);
});

it('reads docker info, exports and maps', () => {
  const text = ' HTTP Proxy: http://10.1.1.1:80\nexport NO_PROXY="a,b"\n  https_proxy: http://10.1.1.1:80\n';
  expect(itemsIn(readWith(proxySettings, text), fact)).toHaveLength(3);
});

it('leaves empty settings, and those of web servers', () => {
  const text = 'https_proxy=\nproxy_pass http://x;\nhttp_proxy=off\n';
  expect(readWith(proxySettings, text).findings).toEqual([]);
});
