import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Lock, productionSbom, type Sbom, settledSbom } from './settled-sbom.ts';

/** Writes what the lock file says of the production dependencies as CycloneDX, to the file given or dist/sbom.cdx.json. */
const root = join(import.meta.dirname, '..');
const file = process.argv[2] ?? join(root, 'dist', 'sbom.cdx.json');

const printed = execFileSync(
  'npm',
  ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'],
  { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 },
);
const lock: Lock & { name: string } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
// npm printed it, in the format asked for.
const sbom = settledSbom(productionSbom(JSON.parse(printed) as Sbom, lock), {
  name: lock.name,
  epoch: process.env['SOURCE_DATE_EPOCH'],
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
