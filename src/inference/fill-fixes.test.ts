import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownEvidence, rule, rulebookOf, signal } from '../../test/known-evidence.ts';
import { diagnose } from './diagnose.ts';
import { quote } from './fill-fixes.ts';

const entry = (address: string) => ({
  address,
  interface: 'bond0.169',
  cachedMac: 'a',
  ownerMac: 'b',
  owner: null,
  corrected: false,
});

const fixesFor = (run: string, facts: { fact: string; value: unknown }[]) => {
  const fixed = rule('host.fixed', {
    scope: 'host',
    signals: [signal('known', { when: { fact: 'arp.foreign-entries', operator: 'isEmpty', value: false } })],
    fixes: [{ title: 'Repair', where: 'the host', risk: 'low', steps: [{ run }, { do: 'Wait.' }] }],
  });
  const known = [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0 }, ...facts];
  const rulebook = rulebookOf({
    ...fixed,
    signals: [
      ...fixed.signals,
      signal('any', { when: { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 } }),
    ],
  });
  return diagnose(knownEvidence({ facts: known }), rulebook).causes[0]?.fixes[0]?.steps;
};

const run =
  'ip neigh del {{arp.foreign-entries/0/address|ADDRESS}} dev {{arp.foreign-entries/0/interface|INTERFACE}}';

describe('fillFixes', () => {
  it('fills a command in from facts and quotes what a shell would change', () => {
    const steps = fixesFor(run, [{ fact: 'arp.foreign-entries', value: [entry('***.24.69.222')] }]);
    expect(steps).toEqual([{ run: "ip neigh del '***.24.69.222' dev bond0.169" }, { do: 'Wait.' }]);
  });

  it('takes the item that speaks for the cause, not the first one', () => {
    const check = { fact: 'aws.source-dest-checks', operator: 'hasItem', value: { enabled: true } };
    const one = rule('aws.one', {
      signals: [signal('on', { when: check })],
      fixes: [
        { title: 'x', where: 'y', risk: 'low', steps: [{ run: 'aws {{aws.source-dest-checks/0/id|ID}}' }] },
      ],
    });
    const value = [
      { id: 'i-0aaa', enabled: false },
      { id: 'i-0bbb', enabled: true },
    ];
    const { causes } = diagnose(
      knownEvidence({ facts: [{ fact: 'aws.source-dest-checks', value }] }),
      rulebookOf(one),
    );
    expect(causes[0]?.fixes[0]?.steps).toEqual([{ run: 'aws i-0bbb' }]);
  });

  it('leaves a placeholder for what is unknown, and says so', () => {
    expect(fixesFor(run, [])?.[0]).toEqual({
      run: 'ip neigh del ADDRESS dev INTERFACE',
      placeholders: ['ADDRESS', 'INTERFACE'],
    });
  });

  it('does not let a value break out of its word', () => {
    const steps = fixesFor(run, [
      { fact: 'arp.foreign-entries', value: [entry("'; reboot; echo $(id) `id`")] },
    ]);
    expect(steps?.[0]?.run).toBe("ip neigh del ''\\''; reboot; echo $(id) `id`' dev bond0.169");
  });

  it.each(['--all', '-d', '', 'a\u001b[31m', 'a\nb', 'a\u202eb'])(
    'does not fill in %j, which is no argument',
    (value) => {
      const steps = fixesFor(run, [{ fact: 'arp.foreign-entries', value: [entry(value)] }]);
      expect(steps?.[0]?.run).toBe('ip neigh del ADDRESS dev bond0.169');
    },
  );
});

describe('quote', () => {
  it('makes a word that a shell reads back as it was', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', "'", '"', '$', '`', '\\', ' ', '*', ';', '\n', '!'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(word, (value) => {
        expect(execFileSync('sh', ['-c', `printf %s ${quote(value)}`], { encoding: 'utf8' })).toBe(value);
      }),
      { numRuns: 50 },
    );
  });
});
