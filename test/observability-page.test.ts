import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { busyApp } from './monitoring/busy-app.ts';
import { readExposition, type ShownMetric } from './monitoring/exposition.ts';
import { logExamples, steady } from './monitoring/log-examples.ts';
import { root } from './run-culprit.ts';

const page = readFileSync(join(root, 'docs/observability.md'), 'utf8');

let folder: string;
let shown: ShownMetric[];
let lines: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-logs-'));
  const app = await busyApp();
  shown = readExposition(await (await app.get('/metrics')).text());
  await app.close();
  lines = (await logExamples(folder)).map(steady);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The labels of a metric; `le` is that of every histogram. */
const labelsOf = ({ series }: ShownMetric): string =>
  [...new Set(series.flatMap(({ labels }) => Object.keys(labels)))]
    .filter((label) => label !== 'le')
    .map((label) => `\`${label}\``)
    .join(', ');

const metricsTable = (): string =>
  [
    '| metric | type | labels | what it says |',
    '| --- | --- | --- | --- |',
    ...shown
      .filter(({ name }) => name.startsWith('culprit_'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((metric) => `| \`${metric.name}\` | ${metric.type} | ${labelsOf(metric)} | ${metric.help} |`),
  ].join('\n');

/** The page with what stands between `<!-- name -->` and `<!-- end -->` replaced. */
const withPart = (text: string, name: string, part: string): string =>
  text.replace(
    new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- end -->)`),
    (_, start: string, end: string) => `${start}${part}${end}`,
  );

describe('docs/observability.md', () => {
  it('lists the metrics, and shows the lines, of a real run', async () => {
    const shownLines = `\`\`\`json\n${lines.join('\n')}\n\`\`\``;
    const expected = withPart(withPart(page, 'metrics', metricsTable()), 'lines', shownLines);
    await expect(expected).toMatchFileSnapshot('../docs/observability.md');
  });

  it('explains every message and every field of these lines', () => {
    const parsed: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
    const words = [...parsed.map(({ msg }) => String(msg)), ...parsed.flatMap((line) => Object.keys(line))];
    const explained = page.slice(page.indexOf('<!-- lines -->')).replace(/```json[\s\S]*?```/, '');
    expect([...new Set(words)].filter((word) => !explained.includes(`\`${word}\``))).toEqual([]);
    expect(new Set(parsed.map(({ msg }) => msg))).toEqual(
      new Set([
        'rulebook in force',
        'started',
        'request',
        'request failed',
        'a rule of the folder stays out',
        'stopping',
        'stopped',
      ]),
    );
  });

  it('names no metric that there is not', () => {
    const named = [...page.matchAll(/\bculprit_[a-z_]+[a-z]\b/g)].map(([name]) => name);
    const known = new Set(shown.flatMap((metric) => [metric.name, ...metric.series.map(({ name }) => name)]));
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });
});
