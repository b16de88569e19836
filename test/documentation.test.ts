import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, root, run, startCulprit } from './run-culprit.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Commands of the README's shell blocks that ask culprit something: the others install, build and start. */
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)]
  .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => /curl |culprit --/.test(line));

let server: Awaited<ReturnType<typeof startCulprit>>;
let folder: string;

beforeAll(async () => {
  server = await startCulprit();
  folder = mkdtempSync(join(tmpdir(), 'culprit-readme-'));
  const trace = readFileSync(join(root, 'docs/examples/stale-arp-entry.txt'), 'utf8');
  writeFileSync(join(folder, 'trace.txt'), trace);
  // Stands in for a kubectl whose cluster is out of reach.
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\ncat ${join(folder, 'trace.txt')}\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('README.md', () => {
  it('shows what the program prints', async () => {
    const { out } = await culprit(['diagnose', 'docs/examples/stale-arp-entry.txt']);
    expect(readme).toContain(`\`\`\`text\n${out}\`\`\``);
  });

  it('has commands to try', () => {
    expect(commands.length).toBeGreaterThanOrEqual(6);
  });

  it.each(commands)('prints something useful for: %s', async (command) => {
    const env = { PATH: `${folder}:${process.env['PATH']}` };
    const { code, out, err } = await run(
      'sh',
      ['-c', command.replaceAll('http://127.0.0.1:8321', server.url)],
      { env },
    );
    expect(code, err).toBe(0);
    expect(out).toMatch(/host\.|Usage/);
  });
});
