import fc from 'fast-check';

/** Ways in which a JSON text is broken, or says what JSON.parse would take for something else. */
const breaks: readonly ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at),
  (text) => text.replace(/\{("(?:[^"\\]|\\.)*"):/, '{$1:null,$1:'),
  (text) => `\ufeff${text}`,
  (text) => `${text}x`,
  (text) => text.replace(/\d+/, '1e400'),
  (text) => text.replace(/\d+/, '9'.repeat(400)),
  (text) => text.replace(/"(?=[^"]*":)/, '"\\u0000'),
  (text) => text.replace(/:"/, ':"\\ud800'),
  (text) => text.replace(/:"/, ':"\\u0000'),
  (text) => text.replace(/^\{/, '{"__proto__":{"polluted":true},'),
  (text) => text.replace(/^\{/, '{"constructor":{"prototype":{"polluted":true}},'),
  (text, at) => `${'['.repeat(at * 20)}${text}${']'.repeat(at * 20)}`,
  (text, at) => `${'{"a":'.repeat(at * 20)}${text}${'}'.repeat(at * 20)}`,
  (text, at) => text.slice(0, at) + String.fromCharCode(at % 32) + text.slice(at),
];

export const brokenJson = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.nat({ max: breaks.length - 1 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([text, kind, at]) => breaks[kind]?.(text, Math.floor(text.length * at)) ?? text);
