import { expect, it } from 'vitest';
import { documentCodes } from '../src/rulebook/document-codes.ts';
import { draftCodes } from '../src/rulebook/draft-codes.ts';
import { findingCodes } from '../src/rulebook/finding.ts';
import type { FindingCode } from '../src/rulebook/finding-code.ts';
import { lintCodes } from '../src/rulebook/lint-codes.ts';
import { lockCodes, ruleCodes } from '../src/rulebook/rule-codes.ts';

const sections: readonly [string, Readonly<Record<string, FindingCode>>][] = [
  ['The text and its shape', documentCodes],
  ['What a rule and its test say', ruleCodes],
  ['What the author cannot mean', lintCodes],
  ['The lock', lockCodes],
  ['Drafts over HTTP', draftCodes],
];

const escaped = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll(/\{\{.*?\}\}|__\w+__/g, '`$&`');

function section([title, codes]: (typeof sections)[number]): string {
  const rows = Object.entries(codes).map(
    ([code, { severity, title: wrong, mend }]) =>
      `| \`${code}\` | ${severity} | ${escaped(wrong)} | ${escaped(mend)} |`,
  );
  return `## ${title}\n\n| code | | what is wrong | how to mend it |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

const page = `# What lint finds

Each finding of \`culprit rules lint\`, and of validating and publishing over HTTP, has one of these codes; they are stable.
Errors keep a rule from being published, and all but those of the third section keep a rules folder from loading; warnings are for
the author to judge. This page is generated from the code by \`npm run generate:findings\`. [rules.md](rules.md) says how
a rule is written.

${sections.map(section).join('\n')}`;

it('docs/findings.md lists every code', async () => {
  expect(Object.assign({}, ...sections.map(([, codes]) => codes))).toEqual(findingCodes);
  await expect(page).toMatchFileSnapshot('../docs/findings.md');
});
