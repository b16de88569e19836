import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { culprit, root, run, startCulprit } from './run-culprit.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');

const shellBlocks = (page: string): string[] =>
  [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);

/** Commands of the README that ask culprit something: the others install, build and start. */
const commands = shellBlocks(readme)
  .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
  .filter((line) => /curl |culprit --/.test(line));

/** Those of the API's page, each block one command. */
const requests = shellBlocks(readFileSync(join(root, 'docs/api.md'), 'utf8'));

/** Runs a command of a page against the server of this test, with a kubectl whose cluster is out of reach. */
function runFromPage(command: string) {
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  const here = command
    .replaceAll('http://127.0.0.1:8321', server.url)
    .replaceAll('@out.txt', '@docs/examples/stale-arp-entry.txt');
  return run('sh', ['-c', here], { env });
}

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
    // How many causes are left over changes with every rule that is added.
    const uncounted = (text: string): string => text.replace(/^and \d+ less probable$/m, 'and more');
    expect(uncounted(readme)).toContain(uncounted(`\`\`\`text\n${out}\`\`\``));
  });

  it('has commands to try', () => {
    expect(commands.length).toBeGreaterThanOrEqual(6);
  });

  it.each(commands)('prints something useful for: %s', async (command) => {
    const { code, out, err } = await runFromPage(command);
    expect(code, err).toBe(0);
    expect(out).toMatch(/host\.|Usage/);
  });
});

describe('docs/api.md', () => {
  it('has requests to try', () => {
    expect(requests.length).toBeGreaterThanOrEqual(3);
  });

  it.each(requests)('gets a diagnosis for: %s', async (command) => {
    const { code, out, err } = await runFromPage(command);
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ causes: expect.any(Array), noneOfThese: expect.any(Number) });
  });
});
