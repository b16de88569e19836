import type { Source } from '../evidence/source.ts';
import type { FactDefinition } from '../facts/define.ts';
import { describeCondition } from '../rulebook/describe-condition.ts';
import type { Rule } from '../rulebook/rule.ts';
import { type Paint, table, whereAndCost, wrap } from './text-layout.ts';

export const renderFacts = (facts: readonly FactDefinition[]): string =>
  lines(table(facts.map(({ id, subject, title, derived }) => [id, derived ? 'derived' : subject, title])));

export const renderSources = (sources: readonly Source[]): string =>
  lines(table(sources.map(({ id, title }) => [id, title])));

export const renderRules = (rules: readonly Rule[]): string =>
  lines(table(rules.map(({ id, version, title }) => [id, `v${version}`, title])));

export const renderFact = (fact: FactDefinition, paint: Paint): string =>
  lines([
    paint('bold', fact.id),
    `  ${fact.title}`,
    `  about: ${fact.subject === 'host' ? 'a machine' : 'the cluster'}${fact.unit === undefined ? '' : `; in ${fact.unit}`}`,
    `  says nothing any more after ${fact.shelfLifeSeconds / 3600} h`,
    ...fact.collect.map((step) => `  ${paint('cyan', step.command)}  ${whereAndCost(step)}`),
    `  schema: ${JSON.stringify(fact.schema)}`,
  ]);

export const renderSource = (source: Source, paint: Paint): string =>
  lines([
    paint('bold', source.id),
    `  ${source.title}`,
    ...wrap(`commands: ${source.commands.join(', ') || 'none: recognised by its text'}`, indented),
    ...wrap(`facts: ${source.facts.join(', ')}`, indented),
  ]);

const indented = { first: '  ', rest: '    ' };

export const renderRule = (rule: Rule, paint: Paint): string =>
  lines([
    paint('bold', `${rule.title} (${rule.id}, version ${rule.version}, ${rule.status})`),
    ...wrap(rule.explanation, { first: '  ', rest: '  ' }),
    `  about: ${rule.scope === 'host' ? 'a machine' : 'the cluster'}; on: ${rule.appliesTo.join(', ')}; prior: ${rule.prior}`,
    '',
    paint('bold', 'Signals'),
    ...rule.signals.flatMap(({ when, withCause, without, because }) => [
      ...wrap(describeCondition(when), { first: '  ', rest: '    ' }),
      ...wrap(`${withCause} with it, ${without} without: ${because}`, { first: '      ', rest: '      ' }),
    ]),
    ...rule.fixes.flatMap(({ title, where, risk, steps, undo }) => [
      '',
      paint('bold', `Fix: ${title}`) + paint('dim', `  ${where}; risk: ${risk}`),
      ...steps.flatMap((step) =>
        'do' in step ? wrap(step.do, { first: '  ', rest: '  ' }) : [`  ${paint('green', step.run)}`],
      ),
      ...(undo ?? []).map((step) => `  undo: ${step}`),
    ]),
    '',
    paint('bold', 'References'),
    ...rule.references.map(({ title, url }) => `  ${title}: ${url}`),
  ]);

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;
