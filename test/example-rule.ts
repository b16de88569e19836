import type { Condition, Rule } from '../src/rulebook/rule.ts';
import type { RuleTest } from '../src/rulebook/rule-test.ts';

/** A small rule that passes every check: what tests start from. */
export const exampleRule: Rule = {
  id: 'host.forwarding-off',
  version: 1,
  status: 'experimental',
  title: 'Forwarding is off',
  explanation: 'The kernel drops what it would have to route.',
  scope: 'host',
  appliesTo: ['any'],
  prior: 'uncommon',
  signals: [
    {
      id: 'sysctl-is-0',
      when: { fact: 'sysctl.net.ipv4.ip_forward', operator: 'equal', value: 0 },
      withCause: 'always',
      without: 'rarely',
      because: 'it is the setting itself',
    },
  ],
  fixes: [
    {
      title: 'Turn it on',
      where: 'the host',
      steps: [{ run: 'sysctl -w net.ipv4.ip_forward=1' }],
      risk: 'low',
    },
  ],
  references: [
    { title: 'ip-sysctl', url: 'https://docs.kernel.org/networking/ip-sysctl.html' },
    { title: 'RFC 1812', url: 'https://www.rfc-editor.org/rfc/rfc1812' },
  ],
};

const fact = 'sysctl.net.ipv4.ip_forward';

export const exampleTest: RuleTest = {
  rule: exampleRule.id,
  fires: [
    {
      name: 'the setting is 0',
      evidence: { facts: [{ fact, value: 0, host: 'node-1' }] },
      expect: { first: true },
    },
  ],
  lookAlikes: [
    { name: 'the setting is 1', evidence: { facts: [{ fact, value: 1, host: 'node-1' }] }, first: null },
  ],
  missing: [
    {
      name: 'only a symptom',
      evidence: { texts: [{ text: 'Connection timed out' }] },
      verdict: ['cannot-tell'],
    },
  ],
};

/** The example with another condition in its only signal. */
export const exampleWhen = (when: Condition, rule = exampleRule): Rule => ({
  ...rule,
  signals: rule.signals.map((signal) => ({ ...signal, when })),
});

/** The example with a signal that is enough to make it the first: it passes lint, too. */
export const provableRule: Rule = {
  ...exampleRule,
  signals: exampleRule.signals.map((signal) => ({ ...signal, without: 'never' })),
};
