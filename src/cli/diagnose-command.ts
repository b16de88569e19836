import { type Command, InvalidArgumentError } from 'commander';
import { localActor } from '../access/actor.ts';
import { diagnose, LARGEST_LIMIT } from '../cases/diagnose.ts';
import { readConfig } from '../config.ts';
import { type Evidence, platforms } from '../evidence/evidence.ts';
import { redactEvidence } from '../evidence/redact-evidence.ts';
import { compileRulebook } from '../inference/compile-rulebook.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import { visibleIn } from '../lib/visible.ts';
import { loadRulebook } from '../rulebook/load-rulebook.ts';
import { askServer } from './ask-server.ts';
import { exitCodes } from './exit-codes.ts';
import { httpAddress } from './http-address.ts';
import { newPseudonymiser, reportPseudonyms } from './pseudonyms.ts';
import { readInput } from './read-input.ts';
import { redactionHere } from './redaction-here.ts';
import { renderDiagnosis } from './render-diagnosis.ts';
import { asJson, paintFor } from './text-layout.ts';

interface DiagnoseOptions {
  fact: string[];
  command?: string;
  host?: string;
  platform?: string;
  limit?: number;
  server?: string;
  pseudonymise?: true;
  json?: true;
  color: boolean;
}

/** `culprit diagnose`: evidence from files, standard input and `--fact`; the answer as a table or as JSON. */
export function addDiagnose(program: Command): void {
  program
    .command('diagnose')
    .description('rank the causes of what the files hold: command outputs, logs, whole transcripts')
    .argument('[files...]', 'texts to read; - or none for standard input')
    .option('--fact <id=value>', 'a fact that you know; may be repeated', collect, [])
    .option('--command <command>', 'the command that printed the texts')
    .option('--host <name>', 'the machine that the texts and facts are about')
    .option('--platform <name>', `what the cluster runs on: ${platforms.join(', ')}`)
    .option('--limit <n>', 'how many causes to show', wholeNumber)
    .option(
      '--server <url>',
      'ask a culprit server instead of diagnosing here, with the key in CULPRIT_API_KEY',
      httpAddress,
    )
    .option(
      '--pseudonymise',
      'map addresses and host names before anything is sent, and the answer back (docs/pseudonymise.md)',
    )
    .option('--json', 'print the answer as the HTTP API gives it')
    .option('--no-color', 'print without colours')
    .addHelpText(
      'after',
      `
Examples:
  kubectl version -v 9 2>&1 | culprit diagnose
  culprit diagnose node-1.txt node-2.txt --platform aks
  culprit diagnose --fact sysctl.net.ipv4.ip_forward=0 --host node-1
  culprit diagnose incident.txt --json | jq '.causes[0].rule'
  culprit diagnose incident.txt --server http://127.0.0.1:8321 --pseudonymise

Exit status: 0 found, 3 none of these, 2 bad use.`,
    )
    .action(runDiagnose);
}

async function runDiagnose(files: string[], options: DiagnoseOptions): Promise<void> {
  const { fact, command, host, platform, limit, server, pseudonymise, json, color } = options;
  const given = readInput({
    files,
    facts: fact,
    ...(command === undefined ? {} : { command }),
    ...(host === undefined ? {} : { host }),
    ...(platform === undefined ? {} : { platform }),
  });
  // Before it leaves this process, too.
  const evidence = redactEvidence(given, redactionHere().elsewhere);
  // The table counts the causes that it leaves out.
  const ask = { evidence, server, limit: json ? limit : LARGEST_LIMIT };
  const diagnosis = await (pseudonymise ? diagnosePseudonymised(ask) : diagnoseThere(ask));
  process.stdout.write(
    json ? asJson(diagnosis) : renderDiagnosis(visibleIn(diagnosis), paintFor(process.stdout, color), limit),
  );
  const best = diagnosis.causes[0]?.probability ?? 0;
  process.exitCode = best > diagnosis.noneOfThese ? exitCodes.found : exitCodes.noneOfThese;
}

interface Asked {
  evidence: Evidence;
  server: string | undefined;
  limit: number | undefined;
}

/** Only pseudonyms leave; the answer has the real names. */
async function diagnosePseudonymised({ evidence, ...rest }: Asked): Promise<Diagnosis> {
  const pseudonymiser = newPseudonymiser();
  const answer = await diagnoseThere({ ...rest, evidence: pseudonymiser.evidence(evidence) });
  reportPseudonyms(pseudonymiser);
  return pseudonymiser.back(answer);
}

const diagnoseThere = ({ server, ...wanted }: Asked): Promise<Diagnosis> =>
  server === undefined ? diagnoseHere(wanted) : askServer(server, { ...wanted, key: readConfig().apiKey });

/** The same engine as the server's, in this process. */
function diagnoseHere(wanted: Parameters<typeof diagnose>[1]): Promise<Diagnosis> {
  const { rules, textBytes, lineBytes, facts, hosts } = readConfig();
  const rulebook = compileRulebook(loadRulebook(rules));
  const limits = { textBytes, lineBytes, facts, hosts };
  const redaction = redactionHere();
  return diagnose({ actor: localActor, rulebook: async () => rulebook, limits, redaction }, wanted);
}

const collect = (value: string, earlier: string[]): string[] => [...earlier, value];

function wholeNumber(text: string): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > LARGEST_LIMIT)
    throw new InvalidArgumentError(`It takes a whole number from 1 to ${LARGEST_LIMIT}.`);
  return number;
}
