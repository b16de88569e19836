import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sbom, settledSbom } from '../../packaging/settled-sbom.ts';
import { run } from '../run-culprit.ts';
import { lockedPackages } from './lock-file.ts';

/** Licences that ask for no more than their text to be kept. */
const allowedLicences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

let folder: string;
let text: string;
let sbom: Sbom;

const write = async (name: string, env: Record<string, string> = {}): Promise<string> => {
  const { code, err } = await run(process.execPath, ['packaging/write-sbom.ts', join(folder, name)], { env });
  expect(code, err).toBe(0);
  return readFileSync(join(folder, name), 'utf8');
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'culprit-sbom-'));
  text = await write('sbom.cdx.json');
  sbom = JSON.parse(text);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run sbom', () => {
  it('writes CycloneDX about culprit', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'culprit' } } });
    expect(sbom.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('names the production dependencies of the lock, each once, and no other', () => {
    const locked = lockedPackages
      .filter(({ dev }) => dev !== true)
      .map(({ name, version }) => `${name}@${version}`);
    const named = sbom.components.map(({ name, version }) => `${name}@${version}`);
    expect(named.toSorted()).toEqual([...new Set(locked)].toSorted());
    expect(named).toContain('better-sqlite3@'.concat(versionOf('better-sqlite3')));
  });

  it('gives every component an address and the hash that the lock has', () => {
    const integrity = new Map(
      lockedPackages.map(({ name, version, integrity: hash }) => [`${name}@${version}`, hash]),
    );
    for (const { name, version, purl, hashes } of sbom.components) {
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      const sha512 = hashes?.find(({ alg }) => alg === 'SHA-512')?.content ?? '';
      expect(`sha512-${Buffer.from(sha512, 'hex').toString('base64')}`).toBe(
        integrity.get(`${name}@${version}`),
      );
    }
  });

  it('knows the licence of every component, and each is one that we may ship', () => {
    const licences = sbom.components.map(({ name, licenses = [] }) => [
      name,
      licenses.map(({ license }) => license.id ?? license.name ?? 'unknown'),
    ]);
    const refused = licences.filter(
      ([, ids = []]) => ids.length === 0 || [...ids].some((id) => !allowedLicences.includes(id)),
    );
    expect(refused).toEqual([]);
  });

  it('writes the same bytes again, and the time only when SOURCE_DATE_EPOCH gives it', async () => {
    expect(await write('again.json')).toBe(text);
    expect(text).not.toContain('timestamp');
    const dated: Sbom = JSON.parse(await write('dated.json', { SOURCE_DATE_EPOCH: '1700000000' }));
    expect(dated.metadata.timestamp).toBe('2023-11-14T22:13:20.000Z');
  });

  it('changes its serial number with its content', () => {
    const [first, ...others] = sbom.components;
    expect(first).toBeDefined();
    const { serialNumber } = settledSbom({ ...sbom, components: others }, { name: 'culprit' });
    expect(serialNumber).not.toBe(sbom.serialNumber);
  });
});

const versionOf = (wanted: string): string =>
  lockedPackages.find(({ name }) => name === wanted)?.version ?? 'not locked';
