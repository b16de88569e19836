import { describe, expect, it } from 'vitest';
import { exampleTest } from '../../test/example-rule.ts';
import { type CaseSignals, writeStatedSignals } from './write-stated-signals.ts';

const stated = { for: ['sysctl-is-0'] };
const first = (list: CaseSignals['list']): CaseSignals => ({ list, position: 0, signals: stated });

/** A file with one case in `missing`; the rest of it does not matter here. */
const fileOf = (missing: string): string => `{
  "rule": "host.forwarding-off",
  "missing": ${missing}
}
`;

describe('writeStatedSignals', () => {
  it('adds a line to a case that has a line for each property', () => {
    const before = fileOf(`[
    {
      "name": "a",
      "evidence": { "texts": [{ "text": ["}", "]"] }] },
      "verdict": ["possible"]
    }
  ]`);
    const after = before.replace(
      '"verdict": ["possible"]\n',
      '"verdict": ["possible"],\n      "signals": { "for": ["sysctl-is-0"] }\n',
    );
    expect(writeStatedSignals(before, [first('missing')])).toBe(after);
  });

  it('puts what came out in the place of what a case states, and changes nothing the second time', () => {
    const before = fileOf(`[
    {
      "name": "a",
      "signals": { "against": ["other"] },
      "verdict": ["possible"]
    }
  ]`);
    const after = writeStatedSignals(before, [first('missing')]);
    expect(after).toBe(before.replace('{ "against": ["other"] }', '{ "for": ["sysctl-is-0"] }'));
    expect(writeStatedSignals(after, [first('missing')])).toBe(after);
  });

  it('leaves a case on its line while it fits', () => {
    const before = fileOf(`[{ "name": "a", "verdict": ["possible"] }]`);
    expect(writeStatedSignals(before, [first('missing')])).toBe(
      fileOf(`[{ "name": "a", "verdict": ["possible"], "signals": { "for": ["sysctl-is-0"] } }]`),
    );
  });

  it('breaks a case, and the list that begins with it, when the line would be longer than 200 characters', () => {
    const name = 'a'.repeat(140);
    const before = fileOf(`[{ "name": "${name}", "verdict": ["possible"] }]`);
    expect(writeStatedSignals(before, [first('missing')])).toBe(
      fileOf(`[
    {
      "name": "${name}",
      "verdict": ["possible"],
      "signals": { "for": ["sysctl-is-0"] }
    }
  ]`),
    );
  });

  it('breaks a long list of signals', () => {
    const long = ['b'.repeat(100), 'c'.repeat(100)];
    const before = fileOf(`[
    {
      "name": "a"
    }
  ]`);
    const signals = { for: ['x'], against: long };
    expect(writeStatedSignals(before, [{ list: 'missing', position: 0, signals }])).toContain(`"name": "a",
      "signals": {
        "for": ["x"],
        "against": [
          "${long[0]}",
          "${long[1]}"
        ]
      }
    }`);
  });

  it('writes what all cases state, whatever the layout, and nothing else', () => {
    const cases = (['fires', 'lookAlikes', 'missing'] as const).map(first);
    for (const indent of [0, 2]) {
      const written = writeStatedSignals(JSON.stringify(exampleTest, null, indent), cases);
      const expected = structuredClone(exampleTest);
      for (const { list } of cases) Object.assign(expected[list][0] ?? {}, { signals: stated });
      expect(JSON.parse(written)).toEqual(expected);
    }
  });
});
