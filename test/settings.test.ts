import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../src/lib/package-root.ts';
import type { Setting } from '../src/settings/setting.ts';
import { settings, settingsByTopic } from '../src/settings/settings.ts';

const row = ([name, { env, doc, kind, default: standard }]: [string, Setting<unknown>]): string => {
  const range = kind.startsWith('a text') ? '' : ` Must be ${kind}.`;
  const path = relative(packageRoot(), String(standard));
  const ofPackage = ['rules', 'incidents'].includes(name);
  const shown = ofPackage
    ? `\`${path}/\` of the package`
    : standard === undefined || String(standard) === ''
      ? ''
      : `\`${standard}\``;
  return `| \`${env}\` | ${shown} | ${doc}${range} |`;
};

/** docs/settings.md, from the settings' own words. */
function settingsPage(): string {
  const topics = Object.entries(settingsByTopic).map(
    ([topic, ofTopic]) => `
## ${topic}

| variable | default | meaning |
| --- | --- | --- |
${Object.entries<Setting<unknown>>(ofTopic).map(row).join('\n')}
`,
  );
  return `# Settings

Settings are read from the environment when the process starts. A wrong one stops the start with a sentence.
An empty variable counts as one that is not set. This page is generated from \`src/settings/\` by
\`npm run generate:settings\`.
${topics.join('')}`;
}

it('each setting stands under one topic, and under its own name in the environment', () => {
  const listed: Setting<unknown>[] = Object.values(settingsByTopic).flatMap((ofTopic) =>
    Object.values(ofTopic),
  );
  expect(listed).toEqual(Object.values(settings));
  expect(new Set(listed.map(({ env }) => env)).size).toBe(listed.length);
});

it('docs/settings.md says what src/settings/ says', async () => {
  await expect(settingsPage()).toMatchFileSnapshot('../docs/settings.md');
});
