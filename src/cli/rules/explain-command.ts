import type { Command } from 'commander';
import { localActor } from '../../access/actor.ts';
import { explainRule } from '../../cases/explain-rule.ts';
import { readConfig } from '../../config.ts';
import { platforms } from '../../evidence/evidence.ts';
import { compileRulebook } from '../../inference/compile-rulebook.ts';
import { CulpritError } from '../../lib/errors.ts';
import { visibleIn } from '../../lib/visible.ts';
import { loadRulebook, loadTestedRulebook } from '../../rulebook/load-rulebook.ts';
import { noSuch } from '../no-such.ts';
import { readInput } from '../read-input.ts';
import { asJson, paintFor } from '../text-layout.ts';
import { renderExplanation } from './render-explanation.ts';

interface Options {
  fact: string[];
  command?: string;
  host?: string;
  platform?: string;
  folder?: string;
  json?: true;
  color: boolean;
}

/** `culprit rules explain`: why evidence speaks for one rule, and why not. */
export function addExplainRule(rules: Command): void {
  rules
    .command('explain')
    .description(
      'say why evidence speaks for one rule, and why not: each condition, the arithmetic, what outranks it',
    )
    .argument('<rule>', 'its id')
    .argument('[evidence...]', 'texts to read; - or none for standard input')
    .option('--fact <id=value>', 'a fact that you know; may be repeated', collect, [])
    .option('--command <command>', 'the command that printed the texts')
    .option('--host <name>', 'the machine that the texts and facts are about')
    .option('--platform <name>', `what the cluster runs on: ${platforms.join(', ')}`)
    .option('--folder <folder>', 'the rules folder, whatever its lock says')
    .option('--json', 'print it as JSON')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules explain host.ip-forward-disabled node-1.txt
  culprit rules explain host.ip-forward-disabled --fact sysctl.net.ipv4.ip_forward=0 --host node-1
  culprit rules explain apiserver.certificate-expired trace.txt --json | jq '.signals[] | {id, state, decibans}'`,
    )
    .action(run);
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

async function run(rule: string, files: string[], options: Options): Promise<void> {
  const { fact, command, host, platform, folder, json, color } = options;
  const evidence = readInput({
    files,
    facts: fact,
    ...(command === undefined ? {} : { command }),
    ...(host === undefined ? {} : { host }),
    ...(platform === undefined ? {} : { platform }),
  });
  const { rules, textBytes, lineBytes, facts, hosts } = readConfig();
  const rulebook = folder === undefined ? loadRulebook(rules) : loadTestedRulebook(folder).rulebook;
  if (!rulebook.rules.some(({ id }) => id === rule)) {
    const known = rulebook.rules.map(({ id }) => id);
    throw new CulpritError('not-found', noSuch('rule', { id: rule, known, list: 'rules' }));
  }
  const compiled = compileRulebook(rulebook);
  const limits = { textBytes, lineBytes, facts, hosts };
  const deps = { actor: localActor, rulebook: async () => compiled, limits };
  const explanation = await explainRule(deps, { rule, evidence });
  process.stdout.write(
    json ? asJson(explanation) : renderExplanation(visibleIn(explanation), paintFor(process.stdout, color)),
  );
}
