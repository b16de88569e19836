import type { Command } from 'commander';
import { visible, visibleIn } from '../lib/visible.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { exitCodes } from './exit-codes.ts';
import { httpAddress } from './http-address.ts';
import { asJson, type Paint, paintFor, type Style, wrap } from './text-layout.ts';

const examples = `
Examples:
  culprit doctor
  culprit doctor --server http://127.0.0.1:8321
  culprit doctor --json | jq '.findings[] | select(.level != "ok")'

Run it where the server runs, as its user and with its settings. It changes nothing.

Exit status: 0 nothing fails, 1 something does, 2 bad use.`;

interface DoctorOptions {
  server?: string;
  json?: true;
  color: boolean;
}

/** `culprit doctor`: what is wrong with settings, database, rulebook, keys, clock and runtime, and what to do. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look for what is wrong with an installation, and say what to do')
    .option('--server <url>', 'look at a server that runs, too, with the key in CULPRIT_API_KEY', httpAddress)
    .option('--json', 'print the findings as JSON')
    .option('--no-color', 'print without colours')
    .addHelpText('after', examples)
    .action(doctor);
}

async function doctor({ server, json, color }: DoctorOptions): Promise<void> {
  const findings = await examine({ server });
  const fails = findings.some(({ level }) => level === 'fail');
  process.stdout.write(
    json
      ? asJson({ ok: !fails, findings })
      : visible(render(visibleIn(findings), paintFor(process.stdout, color))),
  );
  if (fails) process.exitCode = exitCodes.findings;
}

const styles: Readonly<Record<Finding['level'], Style>> = { ok: 'green', warn: 'yellow', fail: 'red' };

const indent = ' '.repeat(16);

function render(findings: readonly Finding[], paint: Paint): string {
  const lines = findings.flatMap(({ level, area, message, advice }) => {
    const [first = '', ...rest] = wrap(message, { first: indent, rest: indent });
    const head = `${paint(styles[level], level.padEnd(4))}  ${area.padEnd(10)}${first.slice(indent.length)}`;
    return [
      head,
      ...rest,
      ...(advice === null ? [] : wrap(`→ ${advice}`, { first: indent, rest: `${indent}  ` })),
    ];
  });
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return `${[...lines, '', `${count('ok')} ok, ${count('warn')} warnings, ${count('fail')} failures`].join('\n')}\n`;
}
