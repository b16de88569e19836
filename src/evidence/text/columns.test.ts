import { describe, expect, it } from 'vitest';
import { cutRow, isAge, isElision, tableHeader } from './columns.ts';

const cut = (header: string, row: string) => {
  const columns = tableHeader(header);
  if (columns === null) return null;
  const cells = cutRow(columns, row);
  return cells === null ? null : Object.fromEntries(cells);
};

describe('tableHeader', () => {
  it('keeps column names of two words together', () => {
    const header = tableHeader('NAME   READY   NODE   NOMINATED NODE   READINESS GATES');
    expect(header?.columns.map((column) => column.name)).toEqual([
      'NAME',
      'READY',
      'NODE',
      'NOMINATED NODE',
      'READINESS GATES',
    ]);
  });

  it('takes no prose and no single word for a header', () => {
    expect(tableHeader('NAME')).toBeNull();
    expect(tableHeader('Note that NODES fail')).toBeNull();
  });
});

describe('cutRow', () => {
  const header = 'NAMESPACE   NAME   INSTANCESTATE   READY   AGE';

  it('leaves blank cells blank', () => {
    expect(cut(header, 'tenants     t17                            11m')).toEqual({
      NAMESPACE: 'tenants',
      NAME: 't17',
      INSTANCESTATE: '',
      READY: '',
      AGE: '11m',
    });
  });

  it('reads rows that masking has pushed out of line', () => {
    expect(cut('NAME               STATUS   ROLES', '***-24.***    Ready    <none>')).toEqual({
      NAME: '***-24.***',
      STATUS: 'Ready',
      ROLES: '<none>',
    });
  });

  it('reads rows whose gaps have shrunk to one space', () => {
    expect(cut('NAME RESTARTS AGE', 'web-0 5 (92s ago) 3d')).toEqual({
      NAME: 'web-0',
      RESTARTS: '5 (92s ago)',
      AGE: '3d',
    });
  });

  it('reads cells separated by tabs', () => {
    expect(cut('NAME\tNAMESPACE\tREVISION', 'web \t\t3 ')).toEqual({
      NAME: 'web',
      NAMESPACE: '',
      REVISION: '3',
    });
  });

  it('refuses a line that does not fit', () => {
    expect(cut(header, 'and this is what we saw after the upgrade')).toBeNull();
  });
});

describe('isElision', () => {
  it('knows the marks of lines left out', () => {
    expect(['......', '…', '[...]', '<...>', '.', '', 'a...'].map(isElision)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('isAge', () => {
  it('knows the ages that kubectl prints', () => {
    expect(['92s', '5m58s', '2y14d', '<unknown>', '5', '1/1'].map(isAge)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
