import { Command } from 'commander';
import { packageVersion } from '../lib/package-root.ts';
import { visible } from '../lib/visible.ts';
import { addBackup } from './backup-command.ts';
import { addDiagnose } from './diagnose-command.ts';
import { addDoctor } from './doctor-command.ts';
import { addKeys } from './keys-commands.ts';
import { addKnowledge } from './knowledge-commands.ts';
import { addPseudonymise } from './pseudonymise-command.ts';
import { addPurge } from './purge-command.ts';
import { addRestore } from './restore-command.ts';

/** The `culprit` command with all of its subcommands. Throws CommanderError for help, version and wrong use. */
export function createProgram(): Command {
  const program = new Command('culprit')
    .description('Ranked causes for Kubernetes network and API-server failures, from the evidence you have.')
    .version(packageVersion())
    .exitOverride()
    // It repeats what it does not know.
    .configureOutput({ writeErr: (text) => void process.stderr.write(visible(text)) })
    .addHelpText(
      'after',
      `
Examples:
  kubectl version -v 9 2>&1 | culprit diagnose
  culprit diagnose node-1.txt node-2.txt
  culprit diagnose --fact sysctl.net.ipv4.ip_forward=0 --host node-1
  culprit rules show host.stale-arp-entry
  culprit serve

Exit status: 0 found, 1 rules or an installation are not as they should be, 2 bad use, 3 none of these.`,
    );
  program
    .command('serve')
    .description('serve the HTTP API until SIGTERM or SIGINT')
    .addHelpText(
      'after',
      '\nExamples:\n  culprit serve\n  CULPRIT_PORT=9000 CULPRIT_DATABASE=cases.db culprit serve\n\nSettings: docs/settings.md',
    )
    // Only here: no other command needs the server's parts, and loading them takes longer than a diagnosis.
    .action(async () => (await import('../serve.ts')).serve());
  addDiagnose(program);
  addPseudonymise(program);
  addKnowledge(program);
  addKeys(program);
  addBackup(program);
  addRestore(program);
  addPurge(program);
  addDoctor(program);
  return program;
}
