import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redactedWord } from '../../redact/redacted-word.ts';
import { secretKinds } from '../../redact/secret-kinds.ts';
import { Pseudonymiser } from './pseudonymiser.ts';

const word = fc
  .tuple(fc.constantFrom(...secretKinds.map(({ id }) => id)), fc.stringMatching(/^[a-z2-7]{5}$/))
  .map(([kind, tag]) => redactedWord(kind, tag));
/** What may end right before a word, or begin right behind it: a letter or a dash behind it would make another word of it. */
const before = fc.constantFrom(
  '',
  ' ',
  '-p',
  'k8s-aws-v1.',
  'https://user:',
  '@',
  '/',
  '"',
  'node-1.',
  'api.minas.corp/',
  '10.203.56.17 ',
  '52.18.77.9:',
  '2a00:1450::8:',
  'ip-10-203-56-17.',
);
const behind = fc.constantFrom(
  '',
  ' ',
  '@api.minas.corp:6443',
  '.minas.corp',
  '.node-1',
  ',10.203.56.17/20',
  ':52.18.77.9',
  '"',
  '/x',
  '.',
);
const key = fc.string({ minLength: 1 });

/** Evidence whose machines are named as a part of the word is, or as all of it. */
const evidenceOf = (text: string, redacted: string) => ({
  facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: { [text]: [text] }, host: text }],
  texts: [
    { text: `${text}\n`, command: text, host: text },
    ...[redacted, redacted.slice('REDACTED-'.length), redacted.slice(-5), 'node-1'].map((host) => ({
      text: `root@${host}:~# ${text}`,
      host,
    })),
  ],
});

const wordsIn = (value: unknown, redacted: string): number =>
  JSON.stringify(value).split(redacted).length - 1;

it('a word for a secret stays wherever it stands, there and back, whatever machines are called', () => {
  fc.assert(
    fc.property(before, word, behind, key, (head, redacted, tail, secretKey) => {
      const given = evidenceOf(`${head}${redacted}${tail}`, redacted);
      const pseudonymiser = new Pseudonymiser(secretKey);
      const mapped = pseudonymiser.evidence(given);
      expect(wordsIn(mapped, redacted)).toBe(wordsIn(given, redacted));
      expect(wordsIn(pseudonymiser.back(mapped), redacted)).toBe(wordsIn(given, redacted));
    }),
  );
});

it.each([
  'REDACTED-jwt-aaaaa.gondor.minas.corp',
  'gondor-REDACTED-jwt-aaaaa',
  'gondor.REDACTED-jwt-aaaaa@gondor',
])('a name right beside a word is mapped: %s', (text) => {
  const { texts } = new Pseudonymiser('a key').evidence({ facts: [], texts: [{ text, host: 'gondor' }] });
  expect(texts[0]?.text).toContain('REDACTED-jwt-aaaaa');
  expect(texts[0]?.text).not.toMatch(/gondor|minas/);
});
