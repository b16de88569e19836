import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { CulpritError } from '../lib/errors.ts';
import { packageRoot } from '../lib/package-root.ts';
import { registerSource, scaffoldSource } from './source-scaffold.ts';

/** `culprit sources new`: the folder of a new source, with its sample, its test, and its place in the list. */
export function addNewSource(sources: Command): void {
  sources
    .command('new')
    .description('scaffold a source in a checkout: code, test, sample and registration')
    .argument('<id>', 'its id, such as ip-rule: the command that it reads')
    .requiredOption('--command <command>', 'the command whose output it reads, such as "ip rule"')
    .requiredOption('--sample <file>', 'a whole real output; - for standard input')
    .addHelpText(
      'after',
      `
Examples:
  ip rule | culprit sources new ip-rule --command "ip rule" --sample -
  culprit sources new ip-rule --command "ip rule" --sample ip-rule.txt

Its test fails until the source understands every line of the sample.`,
    )
    .action((id: string, { command, sample }: { command: string; sample: string }) => {
      const folder = newSource({ id, command, sample: readSample(sample) });
      process.stdout.write(`Wrote ${folder}; next: npx vitest run ${folder}\n`);
    });
}

function newSource(plan: { id: string; command: string; sample: string }): string {
  const root = packageRoot();
  const registry = join(root, 'src/evidence/sources.ts');
  if (!existsSync(registry))
    throw new CulpritError(
      'not-found',
      `Sources are code: ${root} is no checkout with src/evidence/sources.ts.`,
    );
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(plan.id))
    throw new CulpritError(
      'invalid-request',
      `A source's id is in kebab-case, such as ip-rule; "${plan.id}" is not.`,
    );
  const folder = `src/evidence/sources/${plan.id}`;
  if (existsSync(join(root, folder))) throw new CulpritError('conflict', `${folder} is there already.`);
  const registered = registerSource(readFileSync(registry, 'utf8'), plan.id);
  for (const [file, text] of Object.entries(scaffoldSource(plan))) {
    const path = join(root, folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeFileSync(registry, registered);
  return folder;
}

function readSample(file: string): string {
  try {
    const text = readFileSync(file === '-' ? 0 : file, 'utf8');
    if (text.trim() !== '') return text;
  } catch (cause) {
    throw new CulpritError('invalid-request', `Cannot read the sample "${file}".`, { cause });
  }
  throw new CulpritError(
    'invalid-request',
    `The sample "${file}" is empty: it is what the source is written for.`,
  );
}
