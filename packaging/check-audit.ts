import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeAudit } from './audit/judge-audit.ts';

/**
 * Ends with 1 when a package of the lock has a finding of level high or critical that audit/exceptions.json does not except. A registry without
 * advisories (a mirror) ends it with 0 and a warning, or with 1 under `--required`.
 */
const root = join(import.meta.dirname, '..');
const { stdout, error } = spawnSync('npm', ['audit', '--json', '--package-lock-only'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
if (error !== undefined) throw error;
const verdict = judgeAudit(JSON.parse(stdout), {
  exceptions: JSON.parse(readFileSync(join(import.meta.dirname, 'audit/exceptions.json'), 'utf8')),
  today: new Date().toISOString().slice(0, 10),
});
if (verdict.outcome === 'passed') {
  console.log(`npm audit: no finding of level high or critical (${verdict.excepted} excepted).`);
} else if (verdict.outcome === 'failed') {
  console.error(`npm audit:\n  ${verdict.complaints.join('\n  ')}`);
  process.exitCode = 1;
} else {
  console.error(`npm audit: NOT CHECKED, the registry has no advisories for us: ${verdict.reason}`);
  process.exitCode = process.argv.includes('--required') ? 1 : 0;
}
