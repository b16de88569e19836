import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { problems } from '../src/http/problem.ts';
import { busyApp } from './monitoring/busy-app.ts';
import { readExposition, type ShownMetric } from './monitoring/exposition.ts';
import { readExpression } from './monitoring/promql.ts';
import { root } from './run-culprit.ts';

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  fieldConfig?: { defaults: { unit?: string } };
  targets?: { expr: string; refId: string; datasource: { uid: string } }[];
}
interface Rule {
  alert?: string;
  record?: string;
  expr: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

const file = (path: string): string => readFileSync(join(root, 'deploy', path), 'utf8');
const dashboardText = file('grafana/culprit.json');
const dashboard: {
  panels: Panel[];
  schemaVersion: number;
  templating: { list: { name: string; type: string; definition?: string }[] };
} = JSON.parse(dashboardText);
const rules: Rule[] = parse(file('prometheus/alerts.yaml')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const charts = dashboard.panels.filter(({ type }) => type !== 'row');

let shown: ShownMetric[];
beforeAll(async () => {
  const app = await busyApp();
  shown = readExposition(await (await app.get('/metrics')).text());
  await app.close();
});

/** What Prometheus itself adds to each series, and its own metric. */
const ofTarget = ['job', 'instance'];
const ofPrometheus = ['up'];

/** What an expression asks for and /metrics does not have. */
function lacking(expression: string): string[] {
  const { metrics, labels } = readExpression(expression);
  const series = shown.flatMap((metric) => metric.series);
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const unknown = metrics.filter(
    (name) =>
      !ofPrometheus.includes(name) &&
      !recorded.has(name) &&
      !series.some((one) => one.name === name) &&
      !shown.some((metric) => metric.name === name),
  );
  const asked = series.filter(({ name }) => metrics.includes(name));
  const missing = labels.filter(({ label, value }) => {
    if (ofTarget.includes(label)) return false;
    // What requests are refused for is known without refusing them for all of it.
    if (label === 'code' && value !== null) return !(value in problems);
    // So are the states that nothing has come to yet.
    return !asked.some(({ labels: has }) => label in has && (value === null || has[label] === value));
  });
  return [...unknown, ...missing.map(({ label, value }) => `${label}=${value}`)];
}

describe('an expression', () => {
  it.each([
    ['rate(culprit_no_such_total[5m])', ['culprit_no_such_total']],
    ['sum by (cluster) (culprit_cases)', ['cluster=null']],
    ['culprit_cases{state="lost"} > 1', ['state=lost']],
    ['rate(culprit_refusals_total{code="tired"}[5m])', ['code=tired']],
    ['max by (job, state) (culprit_cases{job=~"$job"}) offset 1w', []],
  ])('is held to the metrics there are: %s', (expression, wrong) => {
    expect(lacking(expression)).toEqual(wrong);
  });
});

describe('the dashboard', () => {
  it('asks for metrics and labels that there are', () => {
    const expressions = charts.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(30);
    expect(expressions.flatMap((expr) => lacking(expr).map((what) => `${what} in ${expr}`))).toEqual([]);
  });

  it('has panels with a number, a unit and a sentence of their own, on a grid without overlaps', () => {
    const ids = dashboard.panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(charts.filter((one) => !one.fieldConfig?.defaults.unit || !one.description)).toEqual([]);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.filter(({ gridPos: { x, w } }) => x + w > 24)).toEqual([]);
  });

  it('names no data source but the one that is chosen on it', () => {
    const uids = [...dashboardText.matchAll(/"uid": "([^"]*)"/g)].map(([, uid]) => uid);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own form of a variable.
    expect(new Set(uids)).toEqual(new Set(['${datasource}']));
    expect(dashboard.templating.list.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'datasource: datasource',
      'job: query',
      'instance: query',
    ]);
    const variables = dashboard.templating.list.flatMap(({ definition }) => definition ?? []);
    expect(variables.flatMap((one) => readExpression(one.replace(/, \w+\)$/, ')')).metrics)).toEqual([
      'culprit_build_info',
      'culprit_build_info',
    ]);
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
  });

  it('has a row for each thing that an operator asks about', () => {
    expect(dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual([
      'Traffic and errors',
      'Latency',
      'Saturation',
      'Knowledge',
      'Storage',
      'Runtime',
    ]);
  });
});

describe('the alerts', () => {
  it('ask for metrics and labels that there are', () => {
    expect(rules.flatMap(({ expr }) => lacking(expr).map((what) => `${what} in ${expr}`))).toEqual([]);
  });

  it('say how bad it is, what is wrong and what to do', () => {
    const severities = ['critical', 'warning', 'info'];
    const lack = alerts.filter(
      ({ labels, annotations }) =>
        !severities.includes(labels?.['severity'] ?? '') ||
        !annotations?.['summary'] ||
        !annotations['description'],
    );
    expect(lack).toEqual([]);
  });

  it('each have a test that shows when they fire', () => {
    const tested = file('prometheus/alerts.test.yaml');
    expect(alerts.length).toBeGreaterThan(10);
    expect(alerts.filter(({ alert }) => !tested.includes(`alertname="${alert}"`))).toEqual([]);
  });
});
