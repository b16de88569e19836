import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../src/facts/catalogue.ts';
import { type CompiledRulebook, compileRulebook } from '../src/inference/compile-rulebook.ts';
import type { CompiledRule } from '../src/inference/compiled-rule.ts';
import type { Node } from '../src/inference/engine.ts';
import { groupBy } from '../src/lib/group-by.ts';
import { loadTestedRulebook } from '../src/rulebook/load-rulebook.ts';

/** A signal of this many decibans either way is worth collecting for this cause alone. */
const TELLING = 10;

const families: Record<string, string> = {
  host: 'Kernel and node settings',
  cni: 'Pod network',
  service: 'Services and load balancers',
  policy: 'Network policies',
  ingress: 'Ingress',
  gateway: 'Gateway API',
  mesh: 'Service mesh',
  dns: 'DNS',
  egress: 'Ways out of the cluster',
  apiserver: 'API server, etcd and certificates',
  kubelet: 'Kubelet',
  client: 'The client',
  aks: 'Azure',
  aws: 'AWS',
  gcp: 'Google Cloud',
  openstack: 'OpenStack',
};

/** docs/knowledge.md: every cause, and what tells it from others. */
function knowledgePage({ rules }: CompiledRulebook): string {
  const byFamily = groupBy(rules, ({ rule }) => rule.id.split('.')[0] ?? '');
  const known = Object.keys(families).filter((family) => byFamily.has(family));
  const order = [...known, ...[...byFamily.keys()].filter((family) => !(family in families)).sort()];
  const sections = order.map((family) => {
    const rows = (byFamily.get(family) ?? []).map(rowOf).sort();
    return `## ${families[family] ?? family}\n\n| cause | what is wrong | prior | where | what tells |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# What culprit knows

${rules.length} causes, each with what tells it from others: the commands whose output decides most, and *messages*
where logs and error texts do. \`culprit rules show ID\` prints one with its signals, fixes and references. This page is
generated from \`rules/\` by \`npm run generate:knowledge\`.

${sections.join('\n')}`;
}

function rowOf({ rule, signals }: CompiledRule): string {
  const telling = signals.filter(
    ({ whenTrue, whenFalse }) => Math.max(Math.abs(whenTrue), Math.abs(whenFalse)) >= TELLING,
  );
  const facts = [...new Set(telling.flatMap((signal) => signal.facts))];
  const commands = new Set(
    facts.flatMap((fact) =>
      (catalogue.get(fact)?.collect ?? []).map(({ command }) => `\`${escaped(command)}\``),
    ),
  );
  const told = [
    ...(telling.some(({ condition }) => looksAtText(condition.root)) ? ['messages'] : []),
    ...commands,
  ];
  const where = rule.appliesTo.includes('any') ? '' : rule.appliesTo.join(', ');
  return `| \`${rule.id}\` | ${escaped(rule.title)} | ${rule.prior} | ${where} | ${told.join(', ')} |`;
}

function looksAtText(node: Node): boolean {
  if (node.kind === 'text') return true;
  if (node.kind === 'fact') return false;
  return node.kind === 'not' ? looksAtText(node.child) : node.children.some(looksAtText);
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');

it('docs/knowledge.md lists the causes that rules/ holds', async () => {
  const { rulebook } = loadTestedRulebook(join(import.meta.dirname, '../rules'));
  await expect(knowledgePage(compileRulebook(rulebook))).toMatchFileSnapshot('../docs/knowledge.md');
});
