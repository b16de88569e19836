import type { AuditEntry, KeyRecord, NumberedAuditEntry } from '../access/ports.ts';
import { isScope } from '../access/scopes.ts';

export const keyRow = ({ scopes, ...key }: KeyRecord) => ({ ...key, scopes: scopes.join(' ') });

/** A scope that this version does not know allows nothing. */
export const toKey = ({ scopes, ...row }: ReturnType<typeof keyRow>): KeyRecord => ({
  ...row,
  scopes: scopes.split(' ').filter(isScope),
});

export const auditRow = ({ details, ...entry }: AuditEntry) => ({
  ...entry,
  details: JSON.stringify(details),
});

/** Only `auditRow` writes the column. */
export const toAudit = ({
  details,
  ...row
}: ReturnType<typeof auditRow> & { number: number }): NumberedAuditEntry => ({
  ...row,
  details: JSON.parse(details) as AuditEntry['details'],
});
