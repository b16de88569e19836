import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { captureReset } from './source.ts';

const text = samplesOf('capture-reset')['reset.txt'] ?? '';
const answers = (lines: string) => itemsIn(readWith(captureReset, lines), 'capture.untranslated-answers');

it('finds the client that resets an answer of an address it did not ask', () => {
  expect(answers(text)).toEqual([{ client: '10.200.0.7', asked: '10.32.0.71', answerer: '10.200.0.6' }]);
  const [first, , third, fourth] = text.split('\n');
  expect(answers([first, third, fourth].join('\n'))).toHaveLength(1);
});

it('finds none where the asked address itself is reset, or the answer is taken', () => {
  expect(answers(text.replaceAll('10.32.0.71', '10.200.0.6'))).toEqual([]);
  expect(answers(text.replace('[R]', '[.]'))).toEqual([]);
  expect(answers(text.split('\n').slice(1).join('\n'))).toEqual([]);
});

it('claims every line', () => {
  expect(unclaimedIn(readWith(captureReset, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const other = 'the handshake has Flags [S.] and [R]\nIP is Flags [S.]';
  expect(readWith(captureReset, other)).toMatchObject({ findings: [], understood: [] });
});

it('finds the client that refuses a DNS answer of an address it did not ask', () => {
  const asked = '09:39:36.011 IP 10.200.1.3.47030 > 10.32.0.10.53: 1899+ A? example.org. (29)';
  const answered = '09:39:36.015 IP 10.200.1.2.53 > 10.200.1.3.47030: 1899 1/0/0 A 192.0.2.7 (45)';
  const refused =
    '09:39:36.016 IP 10.200.1.3 > 10.200.1.2: ICMP 10.200.1.3 udp port 47030 unreachable, length 81';
  const capture = [asked, answered, refused].join('\n');
  expect(answers(capture)).toEqual([{ client: '10.200.1.3', asked: '10.32.0.10', answerer: '10.200.1.2' }]);
  expect(answers(capture.replaceAll('10.32.0.10', '10.200.1.2'))).toEqual([]);
  expect(answers([asked, refused].join('\n'))).toEqual([]);
});
