import fc from 'fast-check';

/** Words that code written without suspicion stumbles over. */
const words = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'length'],
  ...['../../etc/passwd', '..%2f..%2f', '%00', '%', '%zz', '.', '..', 'a/b', 'a\\b', '~0~1', '*', ''],
  ...['x\r\nx-injected: 1', "' OR 1=1 --", '$(reboot)', '`reboot`', '{{7*7}}', '<script>', '\u001b[31m'],
  ...['null', 'undefined', 'NaN', 'Infinity', '-0', '1e400', '-1', '9007199254740993', '0x10', '00'],
  ...['1.2.3.4/33', '999.1.1.1', '::ffff:1.2.3.4', 'fe80::1%eth0', '0.0.0.0/0', '::/0', '10.0.0.1/-1'],
  ...[
    'İ',
    'ß',
    'ﬃ',
    'e\u0301',
    '\u202eabc',
    '\u2028',
    '\ufeff',
    '😀',
    '\ud800',
    '\udc00',
    '\u0000',
    '\u0085',
  ],
  ...['9999-99-99T99:99:99Z', '2024-02-30T00:00:00Z', '+275760-09-13T00:00:00Z', '1h-5m', '99999999999d'],
];

export const hostileWord: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...words), weight: 6 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }), weight: 2 },
  { arbitrary: fc.string({ maxLength: 20 }), weight: 2 },
  { arbitrary: longWord(), weight: 1 },
);

function longWord(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('a', ' ', '1', '(', '"', '\\', '.', '-', '\u0301', '%'),
      fc.integer({ min: 200, max: 9000 }),
    )
    .map(([unit, times]) => unit.repeat(times));
}

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -1,
    1,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    -(2 ** 53),
    1e308,
    5e-324,
    0.1,
    256,
    65_536,
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON, with the words above among its texts and keys. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    hostileNumber,
    hostileWord,
    fc.array(tie('any'), { maxLength: 4 }),
    fc
      .array(fc.tuple(hostileWord, tie('any')), { maxLength: 4 })
      .map((members) => JSON.parse(`{${members.map(member).join(',')}}`) as unknown),
  ),
})).any;

/** As JSON text, which makes `__proto__` a key like any other. */
const member = ([key, value]: [string, unknown]): string => `${JSON.stringify(key)}:${JSON.stringify(value)}`;
