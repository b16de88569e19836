import { describe, expect, it } from 'vitest';
import { emptyIn, itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { helmList } from './source.ts';

const samples = samplesOf('helm-list');
const sample = (name: string): string => samples[name] ?? '';
const releases = (text: string, command: string | null = null) =>
  itemsIn(readWith(helmList, text, command), 'helm.releases');

describe('helm list', () => {
  it('reads the table with its tabs', () => {
    const text = sample('tabs.txt');
    expect(releases(text)).toEqual([
      { name: 'cert-manager', namespace: 'cert-manager', revision: 3, status: 'deployed' },
      { name: 'shop-api', namespace: 'shop', revision: 1873, status: 'pending-upgrade' },
    ]);
    expect(unclaimedIn(readWith(helmList, text), text)).toEqual([]);
  });

  it('reads the table after its tabs have become spaces', () => {
    expect(releases(sample('spaces.txt'))).toEqual([
      { name: 'ingress-nginx', namespace: 'ingress-nginx', revision: 12, status: 'deployed' },
      { name: 'shop-api', namespace: 'shop', revision: 418, status: 'failed' },
    ]);
  });

  it('reads the columns of Helm 2', () => {
    expect(releases(sample('helm-2.txt'))).toEqual([
      { name: 'prometheus', namespace: 'monitoring', revision: 214, status: 'DEPLOYED' },
    ]);
  });

  it('reads JSON and YAML', () => {
    const json =
      '[{"name":"api","namespace":"shop","revision":"418","updated":"2024-03-01","status":"deployed","chart":"api-0.1.0","app_version":"1"}]';
    expect(releases(json)).toEqual([{ name: 'api', namespace: 'shop', revision: 418, status: 'deployed' }]);
    const yaml =
      '- app_version: 1.25.3\n  chart: nginx-15.4.4\n  name: nginx\n  namespace: web\n  revision: "7"\n  status: deployed\n  updated: 2024-02-29 10:11:12.131415161 +0000 UTC\nthen';
    expect(releases(yaml)).toEqual([{ name: 'nginx', namespace: 'web', revision: 7, status: 'deployed' }]);
    expect(unclaimedIn(readWith(helmList, yaml), yaml)).toEqual([8]);
    const two =
      '{"Next":"","Releases":[{"Name":"api","Revision":9,"Updated":"Tue Oct  1 15:04:05 2019","Status":"DEPLOYED","Chart":"api-0.1.0","AppVersion":"1","Namespace":"shop"}]}';
    expect(releases(two)).toEqual([{ name: 'api', namespace: 'shop', revision: 9, status: 'DEPLOYED' }]);
  });

  it('knows that there are no releases when all namespaces were listed', () => {
    const header = 'NAME\tNAMESPACE\tREVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION';
    expect(emptyIn(readWith(helmList, header, 'helm list -A'))).toEqual(['helm.releases']);
    expect(emptyIn(readWith(helmList, '[]', 'helm ls --all-namespaces -o json'))).toEqual(['helm.releases']);
    expect(emptyIn(readWith(helmList, header, 'helm list -n shop'))).toEqual([]);
    expect(emptyIn(readWith(helmList, header))).toEqual([]);
    expect(emptyIn(readWith(helmList, sample('tabs.txt'), 'helm list -A'))).toEqual([]);
  });

  it('says what is cut off', () => {
    expect(readWith(helmList, `${sample('spaces.txt')}web   web   3   2024-`).unreadable).toEqual([[4, 4]]);
    expect(readWith(helmList, '[{"name":"api","namespace":"shop","app_version":"1"').unreadable).toEqual([
      [1, 1],
    ]);
  });

  it('leaves the table of a history alone', () => {
    const reading = readWith(
      helmList,
      'REVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION\tDESCRIPTION\n1\tTue Oct  1 15:04:05 2019\tdeployed\ta-1\t1\tInstall complete',
    );
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });
});
