import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { sources } from '../evidence/sources.ts';
import { catalogue } from '../facts/catalogue.ts';
import { CulpritError } from '../lib/errors.ts';
import { visibleIn } from '../lib/visible.ts';
import { loadRulebook } from '../rulebook/load-rulebook.ts';
import { addNewSource } from './new-source-command.ts';
import { noSuch } from './no-such.ts';
import * as render from './render-list.ts';
import { addRuleCommands } from './rules/rules-commands.ts';
import { asJson, type Paint, paintFor } from './text-layout.ts';

/** A kind of thing that culprit knows, to list and to show one by one. */
interface Kind<T extends { id: string }> {
  name: string;
  one: string;
  description: string;
  example: string;
  all(): readonly T[];
  renderAll(items: readonly T[]): string;
  renderOne(item: T, paint: Paint): string;
}

/** `culprit facts|sources|rules list|show`, `culprit sources new`, and what authors do with rules. */
export function addKnowledge(program: Command): void {
  addKind(program, {
    name: 'facts',
    one: 'fact',
    description: 'the facts that evidence and rules can speak of',
    example: 'sysctl.net.ipv4.ip_forward',
    all: () => [...catalogue.values()],
    renderAll: render.renderFacts,
    renderOne: render.renderFact,
  });
  const sourcesCommand = addKind(program, {
    name: 'sources',
    one: 'source',
    description: 'the commands and components whose output is understood',
    example: 'ip-address',
    all: () => sources,
    renderAll: render.renderSources,
    renderOne: render.renderSource,
  });
  addNewSource(sourcesCommand);
  const rulesCommand = addKind(program, {
    name: 'rules',
    one: 'rule',
    description: 'the causes that are known',
    example: 'host.stale-arp-entry',
    all: () => loadRulebook(readConfig().rules).rules,
    renderAll: (rules) => render.renderRules(visibleIn(rules)),
    renderOne: (rule, paint) => render.renderRule(visibleIn(rule), paint),
  });
  addRuleCommands(rulesCommand);
}

function addKind<T extends { id: string }>(program: Command, kind: Kind<T>): Command {
  const command = program
    .command(kind.name)
    .description(`list or show ${kind.description}`)
    .addHelpText(
      'after',
      `\nExamples:\n  culprit ${kind.name}\n  culprit ${kind.name} show ${kind.example}\n  culprit ${kind.name} list --json`,
    );
  command
    .command('list', { isDefault: true })
    .description(`list ${kind.description}`)
    .option('--json', 'print them as JSON')
    .option('--no-color', 'print without colours, as lists are in any case')
    .addHelpText('after', `\nExamples:\n  culprit ${kind.name}\n  culprit ${kind.name} list --json`)
    .action(({ json }: { json?: true }) => print(json ? asJson(kind.all()) : kind.renderAll(kind.all())));
  command
    .command('show')
    .description(`show one ${kind.one}`)
    .argument('<id>', `the ${kind.one}'s id`)
    .option('--json', 'print it as JSON')
    .option('--no-color', 'print without colours')
    .addHelpText('after', `\nExamples:\n  culprit ${kind.name} show ${kind.example}`)
    .action((id: string, { json, color }: { json?: true; color: boolean }) => {
      const item = find(kind, id);
      print(json ? asJson(item) : kind.renderOne(item, paintFor(process.stdout, color)));
    });
  return command;
}

function find<T extends { id: string }>({ all, one, name }: Kind<T>, id: string): T {
  const items = all();
  const item = items.find((candidate) => candidate.id === id);
  if (item !== undefined) return item;
  const known = items.map((candidate) => candidate.id);
  throw new CulpritError('not-found', noSuch(one, { id, known, list: name }));
}

function print(text: string): void {
  process.stdout.write(text);
}
