import type { Page } from '../lib/page.ts';
import type { Scope } from './scopes.ts';

/** A line of the audit: written with the change that it tells of, never changed, never deleted. */
export interface AuditEntry {
  /** ISO 8601, as are all times. */
  at: string;
  /** As `nameOf` says. */
  actor: string;
  /** The verb: `publish-rule`, `confirm-cause`, … */
  action: string;
  /** What it was done to: `rule:host.stale-arp-entry@3`, `case:0197…`. */
  target: string;
  /** What else to know; never evidence, never a secret. */
  details: Readonly<Record<string, unknown>>;
}

/** An entry with its position, from 1. */
export interface NumberedAuditEntry extends AuditEntry {
  number: number;
}

export interface KeyRecord {
  /** Part of the key itself, and no secret. */
  id: string;
  name: string;
  /** Of the whole key, in lower-case hexadecimal: the key is shown once, and not kept. */
  sha256: string;
  scopes: readonly Scope[];
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
}

/** What a store keeps of who may, and of who did. Rejects with `unavailable` when it cannot be used. */
export interface AccessStore {
  addKey(write: { key: KeyRecord; audit: AuditEntry }): Promise<void>;
  /** False when there is no such key, or it is revoked already. */
  revokeKey(write: { id: string; at: string; audit: AuditEntry }): Promise<boolean>;
  findKey(id: string): Promise<KeyRecord | null>;
  /** Whether a key was ever made: one that is expired or revoked counts, too. */
  hasKeys(): Promise<boolean>;
  /** Oldest first, revoked ones too. */
  listKeys(): Promise<KeyRecord[]>;
  /** An entry that stands alone: of what was refused. */
  addAudit(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  listAudit(page: { limit: number; cursor: string | null }): Promise<Page<NumberedAuditEntry>>;
}
