import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import { packageRoot } from '../src/lib/package-root.ts';

/** docs/settings.md, from the settings' own words. */
function settingsPage(): string {
  const rows = Object.entries(settings).map(([name, { env, doc, kind, default: standard }]) => {
    const range = kind.startsWith('a text') ? '' : ` Must be ${kind}.`;
    const path = relative(packageRoot(), String(standard));
    const ofPackage = ['rules', 'incidents'].includes(name);
    const shown = ofPackage ? `\`${path}/\` of the package` : standard === undefined ? '' : `\`${standard}\``;
    return `| \`${env}\` | ${shown} | ${doc}${range} |`;
  });
  return `# Settings

Settings are read from the environment when the process starts. A wrong one stops the start with a sentence.
An empty variable counts as one that is not set. This page is generated from \`src/config.ts\` by
\`npm run generate:settings\`.

| variable | default | meaning |
| --- | --- | --- |
${rows.join('\n')}
`;
}

it('docs/settings.md says what config.ts says', async () => {
  await expect(settingsPage()).toMatchFileSnapshot('../docs/settings.md');
});
