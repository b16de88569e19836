import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { CulpritError } from '../../lib/errors.ts';
import { visible, visibleIn } from '../../lib/visible.ts';
import { isError } from '../../rulebook/finding.ts';
import { lintRules } from '../../rulebook/lint-rules.ts';
import { readRulebookFiles } from '../../rulebook/load-rulebook.ts';
import { LOCK_FILE, parseLock } from '../../rulebook/lock.ts';
import { fileOf } from '../../rulebook/rule-files.ts';
import { exitCodes } from '../exit-codes.ts';
import { paintFor } from '../text-layout.ts';
import { renderFindings } from './render-findings.ts';
import { completeAnswers, questions, type RuleAnswers } from './rule-plan.ts';
import { scaffoldRule } from './rule-scaffold.ts';

/** `culprit rules new`: a rule and its test, from what its author answers. */
export function addNewRule(rules: Command): void {
  const command = rules
    .command('new')
    .description('scaffold a rule and its test; on a terminal it asks for what no option says')
    .argument('<id>', 'family.cause, such as host.ip-forward-disabled: the folder, and the fault as a noun')
    .option('--folder <folder>', 'the rules folder; the one that is served without it');
  for (const { key, asks, standard } of questions) {
    const of = standard === undefined || standard === '' ? '' : ` (${standard})`;
    command.option(
      `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <text>`,
      `${asks}${of}`,
    );
  }
  command
    .option('--reference <title=url>', 'where it is documented; two at least', collect, [])
    .addHelpText(
      'after',
      `
Examples:
  culprit rules new host.swap-file-left
  culprit rules new host.forwarding-off --title "Forwarding is off" --explanation "The kernel drops what it would route." \\
    --fact sysctl.net.ipv4.ip_forward --value 0 --because "it is the setting itself" \\
    --fix "Turn it on" --run "sysctl -w net.ipv4.ip_forward=1" \\
    --reference "ip-sysctl = https://docs.kernel.org/networking/ip-sysctl.html" \\
    --reference "RFC 1812 = https://www.rfc-editor.org/rfc/rfc1812"

Next: culprit rules test ID. Its test fails where it needs evidence that only you have: a look-alike, and what leaves
the cause open.`,
    )
    .action(run);
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

async function run(
  id: string,
  { folder, ...given }: Partial<RuleAnswers> & { folder?: string },
): Promise<void> {
  const rules = folder ?? readConfig().rules;
  requireFree(id, rules);
  const answers = await withTerminal((ask) => completeAnswers(given, ask));
  const files = scaffoldRule(id, answers);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(rules, file)), { recursive: true });
    writeFileSync(join(rules, file), text);
  }
  const written = Object.keys(files).map((file) => join(rules, file));
  process.stdout.write(visible(`Wrote ${written.join(' and ')}; next: culprit rules test ${id}\n`));
  const findings = lintRules(readRulebookFiles(rules)).filter(
    ({ file }) => file !== undefined && file in files,
  );
  if (findings.length === 0) return;
  const linted = visibleIn({ findings, folder: rules, files: Object.keys(files) });
  process.stdout.write(`\n${renderFindings(linted, 'human', paintFor(process.stdout, true))}`);
  if (findings.some(isError)) process.exitCode = exitCodes.findings;
}

/** Throws when the id is no id, or is taken, or was once. */
function requireFree(id: string, folder: string): void {
  if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(id))
    throw new CulpritError('invalid-request', `A rule's id is family.cause in kebab-case; "${id}" is not.`);
  if (existsSync(join(folder, fileOf(id))))
    throw new CulpritError('conflict', `${join(folder, fileOf(id))} is there already.`);
  const lock = join(folder, LOCK_FILE);
  const retired = existsSync(lock) ? parseLock(readFileSync(lock, 'utf8')).rules[id]?.retired : undefined;
  if (retired !== undefined)
    throw new CulpritError('conflict', `${id} was retired (${retired.reason}); its id is never used again.`);
}

type Ask = Parameters<typeof completeAnswers>[1];

/** Gives a way to ask when there is somebody to answer. */
async function withTerminal<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return work(null);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<never>((_, reject) => {
    const unanswered = new CulpritError(
      'invalid-request',
      'Nothing was written: a question was not answered.',
    );
    terminal.once('close', () => reject(unanswered));
  });
  try {
    const answers = work((question, standard) =>
      terminal.question(`${question}${standard === undefined || standard === '' ? '' : ` [${standard}]`}: `),
    );
    return await Promise.race([answers, closed]);
  } finally {
    terminal.close();
  }
}
