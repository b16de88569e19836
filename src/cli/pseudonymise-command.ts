import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { CulpritError } from '../lib/errors.ts';
import { visible } from '../lib/visible.ts';
import { newPseudonymiser, reportPseudonyms } from './pseudonyms.ts';
import { readText } from './read-input.ts';
import { redactionHere } from './redaction-here.ts';

const help = `
Examples:
  kubectl get nodes -o wide | culprit pseudonymise > for-the-ticket.txt
  CULPRIT_PSEUDONYM_KEY="$(cat case.key)" culprit pseudonymise node-1.txt node-2.txt
  CULPRIT_PSEUDONYM_KEY="$(cat case.key)" culprit pseudonymise node-1.txt node-2.txt --back reply.txt

Equal keys give equal pseudonyms; without a key each run draws its own. What stays true and what is given away: docs/pseudonymise.md`;

/** `culprit pseudonymise`: texts for people who need not know whose they are, and their answers back. */
export function addPseudonymise(program: Command): void {
  program
    .command('pseudonymise')
    .description(
      'print texts without secrets and with pseudonyms for addresses and host names, to paste into a ticket or a case',
    )
    .argument('[files...]', 'texts to read; - or none for standard input')
    .option('--back <file>', 'print this file, which speaks of the pseudonyms, with the real names instead')
    .addHelpText('after', help)
    .action(pseudonymise);
}

function pseudonymise(files: string[], { back }: { back?: string }): void {
  if (back !== undefined && readConfig().pseudonymKey === undefined)
    throw new CulpritError(
      'invalid-request',
      'The way back takes the key of the pseudonyms: put it into CULPRIT_PSEUDONYM_KEY.',
    );
  const redact = redactionHere().elsewhere;
  const texts = (files.length === 0 ? ['-'] : files).map((file) => ({ text: redact(readText(file)) }));
  const pseudonymiser = newPseudonymiser();
  const mapped = pseudonymiser.evidence({ facts: [], texts });
  const print = printer(process.stdout);
  if (back !== undefined) print(pseudonymiser.back(readText(back)));
  else for (const { text } of mapped.texts) print(text.endsWith('\n') ? text : `${text}\n`);
  reportPseudonyms(pseudonymiser);
}

/** To a file or another program the text goes as it is; a terminal would obey what stands in it. */
const printer =
  (output: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): ((text: string) => void) =>
  (text) =>
    void output.write(output.isTTY ? text.split('\t').map(visible).join('\t') : text);
