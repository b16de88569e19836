import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../run-culprit.ts';
import { busyApp } from './busy-app.ts';
import { logExamples } from './log-examples.ts';

/**
 * Has Prometheus's own tool check the alerts, their tests and the metrics of a running app, and jq run the commands of
 * docs/observability.md on the log of a running server. Needs promtool and jq, which npm does not bring.
 */
async function check(): Promise<void> {
  const prometheus = join(root, 'deploy/prometheus');
  for (const what of [
    ['check', 'rules', 'alerts.yaml'],
    ['test', 'rules', 'alerts.test.yaml'],
  ])
    console.log(run('promtool', what, { cwd: prometheus }).trim());
  run('promtool', ['check', 'metrics'], { input: await ourMetrics() });
  console.log('promtool finds nothing wrong with the metrics');
  await runJqExamples();
}

const run = (program: string, args: string[], options: { cwd?: string; input?: string } = {}): string =>
  execFileSync(program, args, { encoding: 'utf8', ...options });

/** Those of Node.js end with _total where they should not; that is their library's to mend. */
async function ourMetrics(): Promise<string> {
  const app = await busyApp();
  const text = await (await app.get('/metrics')).text();
  await app.close();
  const lines = text.split('\n').filter((line) => /^(# (HELP|TYPE) )?culprit_/.test(line));
  return `${lines.join('\n')}\n`;
}

async function runJqExamples(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-jq-'));
  try {
    writeFileSync(join(folder, 'culprit.log'), `${(await logExamples(folder)).join('\n')}\n`);
    const page = readFileSync(join(root, 'docs/observability.md'), 'utf8');
    const commands = [...page.matchAll(/^jq .*$/gm)].map(([command]) => command);
    if (commands.length < 4) throw new Error('docs/observability.md has no commands to run');
    for (const command of commands) {
      const printed = run('bash', ['-euo', 'pipefail', '-c', command], { cwd: folder });
      if (printed.trim() === '') throw new Error(`nothing is printed by: ${command}`);
      console.log(`${command}\n${printed}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await check();
