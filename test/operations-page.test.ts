import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, run, startCulprit } from './run-culprit.ts';

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

const folder = join(root, 'src/storage');
const storage = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n');

describe('docs/operations.md', () => {
  /** The table's first column: what an answer says. */
  const sentences = [...page.matchAll(/^\| "(.+?)" \|/gm)].map(([, sentence = '']) => sentence);

  it('lists what the answers say when the database cannot be used', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(10);
    expect(sentences.filter((sentence) => !storage.includes(`'${sentence}'`))).toEqual([]);
  });

  it('says of every alert what to look at', () => {
    const alerts = readFileSync(join(root, 'deploy/prometheus/alerts.yaml'), 'utf8');
    const fired = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
    const listed = [...page.matchAll(/`(Culprit[A-Z]\w+)`/g)].map(([, name = '']) => name);
    expect(listed.toSorted()).toEqual(fired.toSorted());
  });

  it('leads to chapters that are there', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});

describe('the commands of docs/operations.md that ask a server', () => {
  let server: Awaited<ReturnType<typeof startCulprit>>;
  beforeAll(async () => {
    server = await startCulprit();
  });
  afterAll(() => server.stop());

  it.each([...page.matchAll(/^curl .+$/gm)].map(([line]) => line))('succeed: %s', async (command) => {
    const { code, out, err } = await run('sh', [
      '-c',
      command.replaceAll('http://127.0.0.1:8321', server.url),
    ]);
    expect(code, err).toBe(0);
    expect(out).not.toBe('');
  });
});
