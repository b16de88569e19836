import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { clientAddresses } from './client-address.ts';

/** Whom a request over a connection from `peer` is counted under. */
async function clientOf(
  peer: string | undefined,
  { forwarded, proxies = [] }: { forwarded?: string; proxies?: readonly string[] } = {},
): Promise<string> {
  const addressOf = clientAddresses(proxies);
  const app = new Hono().get('/', (context) => context.text(String(addressOf(context))));
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, { incoming: { socket: { remoteAddress: peer } } })).text();
}

describe('a client', () => {
  it('is its IPv4 address, however the socket writes it', async () => {
    expect(await clientOf('192.0.2.7')).toBe('192.0.2.7');
    expect(await clientOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  });

  it('is its /64, as it can choose among all addresses in it', async () => {
    const one = await clientOf('2001:db8:1:2:aaaa::1');
    expect(one).toBe('2001:db8:1:2::/64');
    expect(await clientOf('2001:db8:1:2:bbbb:1:2:3')).toBe(one);
    expect(await clientOf('2001:db8:1:3::1')).not.toBe(one);
    expect(await clientOf('::1')).toBe('::1');
  });

  it('is not known without a connection', async () => {
    expect(await clientOf(undefined)).toBe('null');
  });
});

describe('X-Forwarded-For', () => {
  const proxies = ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'];

  it('is not believed from anybody who is no trusted proxy', async () => {
    expect(await clientOf('192.0.2.7', { forwarded: '198.51.100.1' })).toBe('192.0.2.7');
    expect(await clientOf('192.0.2.7', { forwarded: '198.51.100.1', proxies })).toBe('192.0.2.7');
  });

  it('names the last address that no trusted proxy has: what stands before it the client may have written', async () => {
    const forwarded = '1.1.1.1, 198.51.100.1, 10.2.3.4';
    expect(await clientOf('10.0.0.9', { forwarded, proxies })).toBe('198.51.100.1');
    expect(await clientOf('::ffff:10.0.0.9', { forwarded, proxies })).toBe('198.51.100.1');
    expect(await clientOf('fd00::9', { forwarded: '2001:db8:1:2::5', proxies })).toBe('2001:db8:1:2::/64');
    expect(await clientOf('192.0.2.1', { forwarded: '198.51.100.1', proxies })).toBe('198.51.100.1');
  });

  it('ends at what is no address, and the proxy before it counts', async () => {
    expect(await clientOf('10.0.0.9', { forwarded: '198.51.100.1, unknown, 10.2.3.4', proxies })).toBe(
      '10.2.3.4',
    );
    expect(await clientOf('10.0.0.9', { forwarded: '', proxies })).toBe('10.0.0.9');
    expect(await clientOf('10.0.0.9', { proxies })).toBe('10.0.0.9');
  });
});

it('a proxy that is no network stops the start with a sentence', () => {
  for (const wrong of ['10.0.0.0/99', '1.2.3.4.5', ':::', '::/200'])
    expect(() => clientAddresses([wrong])).toThrow(`"${wrong}", which is no address or network`);
});
