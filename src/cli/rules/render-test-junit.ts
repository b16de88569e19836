import type { RuleSummary, TestSummary } from './test-summary.ts';
import { xmlText } from './xml-text.ts';

/** For a build server: a suite a rule, a test case a case. What survives of mutants is the suite's output. */
export const asJunit = ({ rules, passed, failed }: TestSummary): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="culprit rules" tests="${passed + failed}" failures="${failed}">`,
    ...rules.flatMap(asSuite),
    '</testsuites>\n',
  ].join('\n');

const asSuite = ({ rule, cases, failed, mutation }: RuleSummary): string[] => [
  `  <testsuite name="${xmlText(rule)}" tests="${cases.length}" failures="${failed}">`,
  ...cases.flatMap(({ kind, name, findings }) => {
    const named = `<testcase classname="${xmlText(rule)}" name="${xmlText(`${kind}: ${name}`)}"`;
    if (findings.length === 0) return [`    ${named}/>`];
    const messages = xmlText(findings.map(({ message }) => message).join('; '));
    return [`    ${named}>`, `      <failure message="${messages}"/>`, '    </testcase>'];
  }),
  ...(mutation?.survivors ?? []).map(
    ({ signal, kind, words }) =>
      `    <system-out>${xmlText(`survives: ${signal}, ${kind}: ${words}`)}</system-out>`,
  ),
  '  </testsuite>',
];
