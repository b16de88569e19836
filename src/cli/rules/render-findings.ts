import { join } from 'node:path';
import { groupBy } from '../../lib/group-by.ts';
import { type Finding, findingCodes } from '../../rulebook/finding.ts';
import { asJson, type Paint, wrap } from '../text-layout.ts';
import { xmlText } from './xml-text.ts';

/** What was looked through. */
export interface Linted {
  findings: readonly Finding[];
  folder: string;
  /** All files that were read, by their path within the folder. */
  files: readonly string[];
}

export const findingFormats = ['human', 'json', 'junit', 'github'] as const;
export type FindingFormat = (typeof findingFormats)[number];

export function renderFindings(linted: Linted, format: FindingFormat, paint: Paint): string {
  switch (format) {
    case 'human':
      return asText(linted, paint);
    case 'json':
      return asJson(linted.findings.map((finding) => ({ ...finding, ...tableOf(finding) })));
    case 'junit':
      return asJunit(linted);
    case 'github':
      return linted.findings.map((finding) => asWorkflowCommand(finding, linted.folder)).join('');
  }
}

const tableOf = ({ code }: Finding) => ({
  severity: findingCodes[code].severity,
  mend: findingCodes[code].mend,
});

function asText({ findings, folder, files }: Linted, paint: Paint): string {
  const blocks = findings.map((finding) => {
    const { severity, mend } = tableOf(finding);
    const place = `${join(folder, finding.file ?? '')}:${finding.line}:${finding.column}`;
    const said = paint(severity === 'error' ? 'red' : 'yellow', severity);
    const about = finding.pointer === '' ? finding.message : `${finding.pointer}: ${finding.message}`;
    return [
      `${paint('bold', place)}  ${said}  ${finding.code}`,
      ...wrap(about, { first: '  ', rest: '    ' }),
      ...wrap(`mend: ${mend}`, { first: '  ', rest: '    ' }),
      '',
    ].join('\n');
  });
  const errors = findings.filter((finding) => tableOf(finding).severity === 'error').length;
  const counts = `${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`;
  return `${[...blocks, `${counts} in ${counted(files.length, 'file')}`].join('\n')}\n`;
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** For a build server: a test case a file; errors fail it, warnings are its output. */
function asJunit({ findings, folder, files }: Linted): string {
  const byFile = groupBy(findings, ({ file }) => file ?? '');
  const failed = [...byFile.values()].filter((own) => own.some(isFailure)).length;
  const cases = files.flatMap((file) => {
    const named = `<testcase classname="${xmlText(folder)}" name="${xmlText(file)}"`;
    const own = byFile.get(file) ?? [];
    const lines = own.map((finding) => {
      const text = `${finding.line}:${finding.column} ${finding.message}. ${tableOf(finding).mend}`;
      return isFailure(finding)
        ? `      <failure type="${finding.code}" message="${xmlText(text)}"/>`
        : `      <system-out>${xmlText(`${finding.code} ${text}`)}</system-out>`;
    });
    return lines.length === 0 ? [`    ${named}/>`] : [`    ${named}>`, ...lines, '    </testcase>'];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="culprit rules lint">',
    `  <testsuite name="${xmlText(folder)}" tests="${files.length}" failures="${failed}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

const isFailure = (finding: Finding): boolean => tableOf(finding).severity === 'error';

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function asWorkflowCommand(finding: Finding, folder: string): string {
  const { severity, mend } = tableOf(finding);
  const properties = {
    file: join(folder, finding.file ?? ''),
    line: String(finding.line),
    col: String(finding.column),
    title: finding.code,
  };
  const said = Object.entries(properties).map(
    ([name, value]) => `${name}=${percented(value).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
  );
  return `::${severity} ${said.join(',')}::${percented(`${finding.message}\n${mend}`)}\n`;
}

const percented = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
