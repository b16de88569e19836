import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { opensslSClient } from './source.ts';

const samples = samplesOf('openssl-s-client');
const sample = (name: string): string => samples[name] ?? '';
const command = 'openssl s_client -connect 10.0.0.1:6443 -alpn h2,http/1.1';
const target = { target: '10.0.0.1', port: 6443 };
const handshakes = (text: string, by: string | null = command) =>
  itemsIn(readWith(opensslSClient, text, by), 'tls.handshakes');
const attempts = (text: string) => itemsIn(readWith(opensslSClient, text, command), 'connection.attempts');

it('reads a handshake in which the server agreed on no protocol', () => {
  const text = sample('completed.txt');
  expect(handshakes(text)).toEqual([{ ...target, outcome: 'completed', alpn: null }]);
  expect(attempts(text)).toEqual([{ ...target, outcome: 'connected' }]);
  expect(unclaimedIn(readWith(opensslSClient, text, command), text)).toEqual([]);
});

it('reads the protocol, and needs no command for it', () => {
  const text = sample('completed.txt').replace('No ALPN negotiated', 'ALPN protocol: h2');
  expect(handshakes(text, null)).toEqual([{ target: null, port: null, outcome: 'completed', alpn: 'h2' }]);
});

it('tells a reset from an alert, and draws nothing from the protocol of a handshake that failed', () => {
  expect(handshakes(sample('reset.txt'))).toEqual([{ ...target, outcome: 'reset' }]);
  const alert =
    'CONNECTED(00000003)\n139:error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:../ssl/record/rec_layer_s3.c:1543:SSL alert number 40';
  expect(handshakes(alert)).toEqual([{ ...target, outcome: 'alert' }]);
});

it('takes a connection after which nothing comes for a stalled handshake', () => {
  expect(handshakes('CONNECTED(00000003)\n^C')).toEqual([{ ...target, outcome: 'stalled' }]);
});

it.each([
  ['connect: Connection refused\nconnect:errno=111', 'refused'],
  [
    '140:error:0200206E:system library:connect:Connection timed out:../crypto/bio/b_sock2.c:110:\nconnect:errno=110',
    'timed-out',
  ],
  ['connect:errno=113', 'no-route'],
])('reads why it could not connect: %s', (text, outcome) => {
  expect(attempts(text)).toEqual([{ ...target, outcome }]);
});

it('reads a name that has no address', () => {
  const text =
    '40E7:error:10080002:BIO routines:BIO_lookup_ex:system lib:../crypto/bio/bio_addr.c:738:Name or service not known\nconnect:errno=22';
  expect(attempts(text)).toEqual([{ target: '10.0.0.1', port: null, outcome: 'name-not-resolved' }]);
});

it('leaves other texts alone', () => {
  const text = 'the client is CONNECTED(0 errors)\nconnect: Connection refused';
  expect(unclaimedIn(readWith(opensslSClient, text), text)).toEqual([1, 2]);
});
