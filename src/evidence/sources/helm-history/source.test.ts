import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { helmHistory } from './source.ts';

const text = samplesOf('helm-history')['table.txt'] ?? '';
const histories = (output: string, command: string | null = null) =>
  itemsIn(readWith(helmHistory, output, command), 'helm.histories');

describe('helm history', () => {
  it('counts the revisions of the table', () => {
    const reading = readWith(helmHistory, text);
    expect(itemsIn(reading, 'helm.histories')).toEqual([{ release: null, storedRevisions: 3 }]);
    expect(reading.findings[0]?.lines).toEqual([2, 4]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it.each([
    'helm history shop-api -n shop --max 1000',
    'helm -n shop hist --max=1000 shop-api',
    'helm history -n shop -o table shop-api',
  ])('takes the release from %s', (command) => {
    expect(histories(text, command)).toEqual([{ release: 'shop-api', storedRevisions: 3 }]);
  });

  it('takes the count of its lines', () => {
    expect(histories('432\n', 'helm history auth | wc -l')).toEqual([
      { release: 'auth', storedRevisions: 431 },
    ]);
  });

  it('counts the revisions of the JSON', () => {
    const json =
      '[{"revision":1,"updated":"2024-02-29T10:11:12Z","status":"superseded","chart":"a-1","app_version":"1","description":"Install complete"},{"revision":2,"updated":"2024-02-29T10:11:12Z","status":"deployed","chart":"a-1","app_version":"1","description":"Upgrade complete"}]';
    expect(histories(json, 'helm history a -o json')).toEqual([{ release: 'a', storedRevisions: 2 }]);
  });

  it('counts from first to last where lines were left out, and says which row is cut off', () => {
    const reading = readWith(
      helmHistory,
      'REVISION  UPDATED                   STATUS      CHART     APP VERSION  DESCRIPTION\n1         Thu Feb 29 09:11:12 2024  superseded  a-0.1.0   1.16.0       Install complete\n......\n30        Thu Feb 29 09:11:12 2024  deployed    a-0.1.0   1.16.0       Upgrade complete\n31        Thu Feb 29 09:11:12 2024  sup',
    );
    expect(itemsIn(reading, 'helm.histories')).toEqual([{ release: null, storedRevisions: 30 }]);
    expect(reading.unreadable).toEqual([[5, 5]]);
    expect(reading.understood).toContainEqual([3, 3]);
  });

  it('leaves the list of releases alone', () => {
    const list =
      'NAME\tNAMESPACE\tREVISION\tUPDATED\tSTATUS\tCHART\tAPP VERSION\napi\tshop\t412\t2024-02-29 10:11:12.1 +0000 UTC\tdeployed\tapi-1\t1';
    const json =
      '[{"name":"api","namespace":"shop","revision":"418","updated":"x","status":"deployed","chart":"api-0.1.0","app_version":"1"}]';
    for (const output of [list, json]) {
      const reading = readWith(helmHistory, output);
      expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
    }
  });
});
