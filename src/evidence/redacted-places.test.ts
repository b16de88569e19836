import { expect, it } from 'vitest';
import { redactedPlaces } from './redacted-places.ts';

const inText = (text: string, labels: { command?: string; host?: string } = {}) =>
  redactedPlaces({ facts: [], texts: [{ text, ...labels }] });

it('says of each kind how many there are, and in which lines', () => {
  expect(
    inText(
      'a\nx REDACTED-jwt-aaaaa\nb\nREDACTED-password-bbbbb\nREDACTED-jwt-aaaaa and REDACTED-jwt-ccccc\n',
    ),
  ).toEqual([
    {
      kind: 'jwt',
      count: 3,
      from: [
        { text: 0, lines: [2, 2] },
        { text: 0, lines: [5, 5] },
      ],
    },
    { kind: 'password', count: 1, from: [{ text: 0, lines: [4, 4] }] },
  ]);
});

it('counts a key of several lines once, and another one right behind it by itself', () => {
  const word = (tag: string): string => `REDACTED-private-key-${tag}\n`;
  expect(inText(word('aaaaa').repeat(3))).toEqual([
    { kind: 'private-key', count: 1, from: [{ text: 0, lines: [1, 3] }] },
  ]);
  expect(inText(word('aaaaa').repeat(3) + word('bbbbb').repeat(2))).toEqual([
    { kind: 'private-key', count: 2, from: [{ text: 0, lines: [1, 5] }] },
  ]);
  expect(inText(`${word('aaaaa')}-----END\n${word('aaaaa')}`)).toEqual([
    {
      kind: 'private-key',
      count: 2,
      from: [
        { text: 0, lines: [1, 1] },
        { text: 0, lines: [3, 3] },
      ],
    },
  ]);
});

it('counts lines as the diagnosis does: one that ends with CR and LF is one', () => {
  expect(inText('a\r\nb\r\nREDACTED-jwt-aaaaa\r\n')).toEqual([
    { kind: 'jwt', count: 1, from: [{ text: 0, lines: [3, 3] }] },
  ]);
});

it('names the text, and the command and the host by what they are', () => {
  const texts = [
    { text: 'nothing' },
    {
      text: 'nothing',
      command: 'x --token REDACTED-token-aaaaa -p REDACTED-token-bbbbb',
      host: 'REDACTED-jwt-aaaaa',
    },
  ];
  expect(redactedPlaces({ facts: [], texts })).toEqual([
    { kind: 'token', count: 2, from: [{ text: 1, part: 'command' }] },
    { kind: 'jwt', count: 1, from: [{ text: 1, part: 'host' }] },
  ]);
});

it('finds what stands within the value of a fact, however deep', () => {
  const fact = 'sysctl.net.ipv4.ip_forward';
  const facts = [
    { fact, value: 0 },
    { fact, value: [{ subject: { name: 'CN=REDACTED-password-aaaaa' } }] },
    { fact, value: 1, host: 'REDACTED-jwt-aaaaa' },
  ];
  expect(redactedPlaces({ facts, texts: [] })).toEqual([
    { kind: 'password', count: 1, from: [{ submitted: 1 }] },
    { kind: 'jwt', count: 1, from: [{ submitted: 2 }] },
  ]);
});

it('says nothing of texts without secrets, nor of words that only look like one', () => {
  expect(inText('a\nREDACTED\nREDACTED-nothing-aaaaa\nREDACTED-jwt-AAAAA\nREDACTED-jwt-aaaaab\n')).toEqual(
    [],
  );
});
