import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { Pseudonymiser } from './pseudonymiser.ts';

const of = (text: string, rest: Partial<Evidence> = {}): Evidence => ({
  facts: [],
  texts: [{ text }],
  ...rest,
});
const mapped = (text: string, key = 'a key'): string =>
  new Pseudonymiser(key).evidence(of(text)).texts[0]?.text ?? '';

describe('texts under pseudonyms', () => {
  it.each([
    '10.96.0.1 10.244.3.7 127.0.0.53 169.254.169.254 168.63.129.16 8.8.8.8 203.0.113.9 10.0.2.15',
    'inet6 ::1/128 fe80::1 ff02::1:2 2001:db8::7 netmask 255.255.240.0 wildcard 0.0.15.255 0.0.0.0/0',
    'registry.k8s.io/pause docker.io ghcr.io github.com web.shop.svc.cluster.local kubernetes.default.svc',
    'sts.eu-west-1.amazonaws.com login.microsoftonline.com mcr.microsoft.com example.com',
    'v1.28.4 coredns:1.11.1 version 1.28.4.1 5.15.0-105-generic net.ipv4.ip_forward main.go ca.crt 1.3.6.1.4.1.2021',
    '2024-10-12-10-11-12 10:11:12 12:34:56 1/1 READY ee:ee:ee:ee:ee:ee ff:ff:ff:ff:ff:ff 33:33:00:00:00:01',
    'https://REDACTED-password-abcde@example.com',
  ])('keep what everybody has, and what is no address: %s', (text) => {
    for (const key of ['one key', 'another', 'third']) expect(mapped(text, key)).toBe(text);
  });

  it.each([
    ['https://52.18.77.9:6443/api', /^https:\/\/(\d+\.){3}9:6443\/api$/],
    ['[2a00:1450:4001:81c::8]:443', /^\[2[\da-f:]+8\]:443$/],
    ['fe80::9c3a:ff:fe12:3407%eth0', /^fe80::9c3a:ff:fe12:3407%eth0$/],
    ['IP 52.18.77.9.443 > 52.18.77.10.52000: Flags', /^IP (\d+\.){3}9\.443 > (\d+\.){3}10\.52000: Flags$/],
    ['9.77.18.52.in-addr.arpa. PTR', /^9\.\d+\.\d+\.\d+\.in-addr\.arpa\. PTR$/],
    ['ip-10-203-56-17.ec2.internal', /^ip-10-\d+-\d+-17\.ec2\.internal$/],
    ['10-203-56-17.shop.pod.cluster.local', /^10-\d+-\d+-17\.shop\.pod\.cluster\.local$/],
    ['aks-blue-18273645-vmss00000a', /^aks-blue-18273645-vmss00000a$/],
    ['shop-7f3a91c2.hcp.westeurope.azmk8s.io', /^[a-z]{4}-[\da-f]{8}\.hcp\.westeurope\.azmk8s\.io$/],
    ['0A1B2C3D4E5F.gr7.eu-west-1.eks.amazonaws.com', /^[\dA-F]{12}\.gr7\.eu-west-1\.eks\.amazonaws\.com$/],
    ['10.20.x.x 10.20.30.*', /^10\.\d+\.x\.x 10\.\d+\.\d+\.\*$/],
    ['{"server":"https:\\/\\/52.18.77.9"}', /^\{"server":"https:\\\/\\\/(\d+\.){3}9"\}$/],
  ])('keep the form of %s', (text, form) => {
    expect(mapped(text)).toMatch(form);
  });

  it('keep networks that a prefix length or a mask beside them tells', () => {
    const [cidr, route, own] = mapped(
      '52.18.64.0/20\n52.18.64.0     0.0.0.0     255.255.240.0   U\ninet 52.18.70.9  netmask 255.255.240.0  broadcast 52.18.79.255',
    ).split('\n');
    const network = /^(\d+\.\d+)\.(\d+)\.0\/20$/.exec(cidr ?? '');
    expect(Number(network?.[2]) % 16).toBe(0);
    expect(route).toContain(`${network?.[1]}.${network?.[2]}.0 `);
    expect(own).toContain(`broadcast ${network?.[1]}.${Number(network?.[2]) + 15}.255`);
  });

  it('keep columns in place, though addresses grow and shrink', () => {
    const text = Array.from(
      { length: 40 },
      (_, at) => `pod-${at % 10}   Running   ${`100.7${at % 10}.${at}.9`.padEnd(16)}  <none>`,
    ).join('\n');
    const columns = mapped(text)
      .split('\n')
      .map((line) => line.indexOf('<none>'));
    expect(new Set(columns)).toEqual(new Set([text.indexOf('<none>')]));
  });

  it('keep hardware addresses equal, of the same maker when software drew them, and derived from the address', () => {
    const [one, other, again, docker] = mapped(
      '52:54:00:2c:6c:50 b4:05:5d:7d:89:3a B4:05:5D:7D:89:3A 02:42:0a:cb:38:11 10.203.56.17',
    ).split(' ');
    expect(one).toMatch(/^52:54:00:(?!2c:6c:50)/);
    expect(other).not.toBe('b4:05:5d:7d:89:3a');
    expect(again?.toLowerCase()).toBe(other);
    const address = mapped('10.203.56.17');
    expect(docker?.slice(6)).toBe(
      address
        .split('.')
        .map((octet) => Number(octet).toString(16).padStart(2, '0'))
        .join(':'),
    );
  });
});

describe('names under pseudonyms', () => {
  it('stay those of one machine, short and full, in prompts, logs, listings and names of static pods', () => {
    const text = [
      'root@gondor:~# hostname -f',
      'gondor.minas.corp',
      'NAME     STATUS   ROLES           AGE   VERSION',
      'gondor   Ready    control-plane   41d   v1.28.4',
      'rohan7   Ready    <none>          41d   v1.28.4',
      'kube-apiserver-gondor   1/1   Running',
      'https://api.minas.corp:6443',
    ].join('\n');
    const lines = mapped(text).split('\n');
    const name = /^root@(\w{6}):/.exec(lines[0] ?? '')?.[1] ?? '';
    expect(name).not.toBe('gondor');
    expect(lines[1]).toMatch(new RegExp(`^${name}\\.[a-z]{5}\\.corp$`));
    expect(lines[3]).toMatch(new RegExp(`^${name}   Ready    control-plane`));
    expect(lines[4]).toMatch(/^[a-z]{5}7 {3}Ready/);
    expect(lines[5]).toContain(`kube-apiserver-${name} `);
    expect(lines[6]).toBe(`https://api.${lines[1]?.split('.')[1]}.corp:6443`);
    expect(mapped(text)).not.toMatch(/gondor|rohan|minas/);
  });

  it('are mapped in labels and in facts as they are in texts', () => {
    const evidence = new Pseudonymiser('a key').evidence({
      facts: [
        { fact: 'sysctl.net.ipv4.ip_forward', value: { of: ['gondor', '52.18.77.9'] }, host: 'gondor' },
      ],
      texts: [{ text: 'ssh gondor', command: 'ping 52.18.77.9 (gondor)', host: 'gondor' }],
    });
    const [fact, text] = [evidence.facts[0], evidence.texts[0]];
    expect(fact?.host).not.toBe('gondor');
    expect(text).toEqual({
      text: `ssh ${fact?.host}`,
      command: `ping ${mapped('52.18.77.9')} (${fact?.host})`,
      host: fact?.host,
    });
    expect(fact?.value).toEqual({ of: [fact?.host, mapped('52.18.77.9')] });
  });

  it('are the same in every submission under one key', () => {
    const text = 'dial tcp: lookup vault.minas.corp on 52.18.77.9:53: no such host';
    expect(mapped(text, 'k')).toBe(mapped(text, 'k'));
    expect(mapped(text, 'k')).not.toBe(mapped(text, 'l'));
  });

  it('are different for different machines, and mapped back', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{2,8}(?:-[a-z0-9]{2,5}){1,3}$/), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(names, fc.string({ minLength: 1 }), (hosts, key) => {
        const pseudonymiser = new Pseudonymiser(key);
        const texts = hosts.map((host) => ({ text: `on ${host}: ${host}.minas.corp`, host }));
        const evidence = pseudonymiser.evidence({ facts: [], texts });
        expect(new Set(evidence.texts.map(({ host }) => host)).size).toBe(hosts.length);
        expect(pseudonymiser.back(evidence)).toEqual({ facts: [], texts });
      }),
    );
  });
});

describe('answers mapped back', () => {
  it('have the real addresses, and the networks that were computed from them', () => {
    const pseudonymiser = new Pseudonymiser('a key');
    const text = pseudonymiser.evidence(of('inet 10.203.56.17/20')).texts[0]?.text ?? '';
    const [, first, second] = /inet 10\.(\d+)\.(\d+)\.17\/20/.exec(text) ?? [];
    const computed = `10.${first}.${Number(second) & 0xf0}.0/20`;
    expect(pseudonymiser.back({ value: [computed, 'and 10.20.0.0/16, of a rule'] })).toEqual({
      value: ['10.203.48.0/20', 'and 10.20.0.0/16, of a rule'],
    });
  });
});
