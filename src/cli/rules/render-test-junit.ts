import type { RuleSummary, TestSummary } from './test-summary.ts';

/** For a build server: a suite a rule, a test case a case. What survives of mutants is the suite's output. */
export const asJunit = ({ rules, passed, failed }: TestSummary): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="culprit rules" tests="${passed + failed}" failures="${failed}">`,
    ...rules.flatMap(asSuite),
    '</testsuites>\n',
  ].join('\n');

const asSuite = ({ rule, cases, failed, mutation }: RuleSummary): string[] => [
  `  <testsuite name="${escaped(rule)}" tests="${cases.length}" failures="${failed}">`,
  ...cases.flatMap(({ kind, name, findings }) => {
    const named = `<testcase classname="${escaped(rule)}" name="${escaped(`${kind}: ${name}`)}"`;
    if (findings.length === 0) return [`    ${named}/>`];
    const messages = escaped(findings.map(({ message }) => message).join('; '));
    return [`    ${named}>`, `      <failure message="${messages}"/>`, '    </testcase>'];
  }),
  ...(mutation?.survivors ?? []).map(
    ({ signal, kind, words }) =>
      `    <system-out>${escaped(`survives: ${signal}, ${kind}: ${words}`)}</system-out>`,
  ),
  '  </testsuite>',
];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
