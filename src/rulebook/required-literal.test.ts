import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { everyMatchContains, requiredLiterals } from './required-literal.ts';

describe('requiredLiterals', () => {
  it.each([
    ['snat ?connections?.{0,200}failed', [['snat'], ['connection'], ['failed']]],
    ['(docker|gcr)\\.io[:/].* i/o timeout', [['docker', 'gcr'], ['.io'], [' i/o timeout']]],
    ['(Exec|list) \\*v1', [['exec', 'list'], [' *v1']]],
    [
      '(a.b|c.d)',
      [
        ['a', 'c'],
        ['a', 'd'],
        ['b', 'c'],
        ['b', 'd'],
      ],
    ],
    ['(timed out)?', []],
    ['needle\\x41', []],
  ])('finds what every match of %s contains', (pattern, clauses) => {
    expect(requiredLiterals(pattern)).toEqual(clauses);
  });
});

describe('everyMatchContains', () => {
  it.each([
    ['dial tcp \\S+:10250: i/o timeout', ':10250'],
    ['dial tcp \\S+:10250: i/o timeout', 'DIAL TCP'],
    ['(?:foo|bar) timed out', 'timed out'],
    ['timed out (reading|writing)?', 'timed out'],
    ['(no agent available|no agent found)', 'no agent'],
    ['(retry )+count', 'retry count'],
    ['(retry )+count', 'retry '],
    ['\\bx509: certificate\\b', 'x509: certificate'],
    ['(?i)tls (?P<what>handshake) timeout', 'tls handshake timeout'],
    ['a[.]b[.]c d', 'a.b.c'],
    ['(?:dial|read) tcp{2} .* refused$', 'tcp'],
  ])('%s needs %s', (pattern, needle) => {
    expect(everyMatchContains({ pattern, needle })).toBe(true);
  });

  it.each([
    ['timed out|refused', 'timed out'],
    ['(timed out)? refused', 'timed out'],
    ['(timed out)* refused', 'timed out'],
    ['(timed out){0,3} refused', 'timed out'],
    ['timed\\s+out', 'timed out'],
    ['time.out', 'time.out'],
    ['[refused]', 'refused'],
    ['(?:a|b|)needle?', 'needle'],
    ['needle\\x41|other', 'needle'],
    ['\\Qneedle\\E', 'needle'],
    ['foo\\abar', 'foobar'],
    ['foo\\pNbar', 'foonbar'],
    ['ab+c', 'abbc'],
  ])('%s does not need %s', (pattern, needle) => {
    expect(everyMatchContains({ pattern, needle })).toBe(false);
  });

  it('never claims a literal that a match can lack', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '\\.', '\\d', '^', '\\b', 'ab');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        atom,
        fc.tuple(tie('part'), tie('part')).map(([left, right]) => left + right),
        fc.tuple(tie('part'), tie('part')).map(([left, right]) => `(?:${left}|${right})`),
        fc
          .tuple(tie('part'), fc.constantFrom('?', '*', '+', '{2}', '{0,2}', '+?'))
          .map(([part, repeated]) => `(${part})${repeated}`),
      ),
      pattern: fc.tuple(tie('part'), tie('part')).map(([left, right]) => `${left}|${right}`),
    }));
    const word = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom('a', 'b', '.', '1'), minLength: 1, maxLength });
    fc.assert(
      fc.property(pattern, word(2), word(8), (expression, needle, line) => {
        const matcher = RE2JS.compile(expression).matcher(line);
        fc.pre(matcher.find() && !(matcher.group() ?? '').includes(needle));
        expect(everyMatchContains({ pattern: expression, needle })).toBe(false);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(pattern, word(8), (expression, line) => {
        const matcher = RE2JS.compile(expression).matcher(line);
        fc.pre(matcher.find());
        const found = matcher.group() ?? '';
        for (const clause of requiredLiterals(expression))
          expect(clause.some((literal) => found.includes(literal))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
