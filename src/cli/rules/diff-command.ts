import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { visibleIn } from '../../lib/visible.ts';
import { diffRules } from '../../rulebook/diff-rules.ts';
import { asJson, paintFor } from '../text-layout.ts';
import { findVersion } from './find-version.ts';
import { renderDiff } from './render-diff.ts';

/** `culprit rules diff`: what two versions of a rule mean differently. */
export function addDiffRules(rules: Command): void {
  rules
    .command('diff')
    .description('say what two versions of a rule mean differently: signals, weights, fixes, references')
    .argument('<id>', 'the rule’s id')
    .argument('[a]', 'a version in the database, a file, a rules folder or a git revision', 'HEAD')
    .argument('[b]', 'the other version; the rule’s file in the folder that is served without it')
    .option('--json', 'print it as JSON')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules diff host.ip-forward-disabled
  culprit rules diff host.ip-forward-disabled HEAD~1
  culprit rules diff host.ip-forward-disabled main my-rules
  culprit rules diff host.ip-forward-disabled 1 2 --json

A number is a version in the database of the settings (CULPRIT_DATABASE, DATABASE_URL), drafts too.`,
    )
    .action(run);
}

async function run(
  id: string,
  a: string,
  b: string | undefined,
  { json, color }: { json?: true; color: boolean },
): Promise<void> {
  const folder = readConfig().rules;
  const [before, after] = [
    await findVersion(a, { id, folder }),
    await findVersion(b ?? folder, { id, folder }),
  ];
  const diff = diffRules(before, after);
  process.stdout.write(json ? asJson(diff) : renderDiff(visibleIn(diff), paintFor(process.stdout, color)));
}
