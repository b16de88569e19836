import type { AccessStore, AuditEntry } from '../access/ports.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Page } from '../lib/page.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import type { BacktestStore } from './backtest-ports.ts';
import type { RetentionStore } from './retention-ports.ts';
import type { RuleReads, RuleWrites } from './rule-ports.ts';

export interface CaseRecord {
  id: string;
  /** ISO 8601, as are all times. */
  openedAt: string;
  /** As the first submission gave it: a case never changes, though a later submission may give another. */
  platform: string | null;
  confirmation: Confirmation | null;
}

export interface Confirmation {
  /** The confirmed cause's rule id; `null`: none of the rules. */
  rule: string | null;
  note: string | null;
  confirmedAt: string;
}

/** One submission within a case. */
export interface EvidenceRecord {
  /** Position in the case, from 1. */
  sequence: number;
  receivedAt: string;
  evidence: Evidence;
}

/** A diagnosis as it was answered, with all that replaying it needs. */
export interface DiagnosisRecord {
  /** Position in the case, from 1: diagnosis n saw the evidence up to `evidenceSequence`. */
  sequence: number;
  evidenceSequence: number;
  diagnosedAt: string;
  rulebookDigest: string;
  engineVersion: string;
  factsDigest: string;
  /** The answer's exact bytes (JSON). */
  answer: string;
}

/** A response kept so that a repeated request gets the same one. */
export interface IdempotentResponse {
  key: string;
  /** Method and path, and the hash of the body: the same key with another request is a conflict. */
  fingerprint: string;
  body: string;
}

/** A write is on disk when its promise resolves, whole or not at all. */
export interface CaseWrites {
  openCase(write: {
    record: CaseRecord;
    evidence: EvidenceRecord;
    diagnosis: DiagnosisRecord;
    idempotent: IdempotentResponse | null;
    audit: AuditEntry;
  }): Promise<void>;
  /** Rejects with `conflict` when another submission took the sequence number first. */
  addEvidence(write: {
    caseId: string;
    evidence: EvidenceRecord;
    diagnosis: DiagnosisRecord;
    idempotent: IdempotentResponse | null;
    audit: AuditEntry;
  }): Promise<void>;
  confirm(write: {
    caseId: string;
    confirmation: Confirmation;
    idempotent: IdempotentResponse | null;
    audit: AuditEntry;
  }): Promise<void>;
  /** Removes the case with its evidence and diagnoses; false when there is none. */
  deleteCase(id: string, audit: AuditEntry): Promise<boolean>;
}

/** What finds one thing answers `null` when there is none. */
export interface CaseReads {
  findCase(id: string): Promise<CaseRecord | null>;
  /** Newest first. */
  listCases(page: { limit: number; cursor: string | null }): Promise<Page<CaseRecord>>;
  countCases(): Promise<number>;
  /** In the order of submission. */
  listEvidence(caseId: string): Promise<EvidenceRecord[]>;
  /** Oldest first; fewer than `limit`, but at least one, when their answers together are longer than 8 MiB. */
  listDiagnoses(
    caseId: string,
    page: { limit: number; cursor: string | null },
  ): Promise<Page<DiagnosisRecord>>;
  findDiagnosis(caseId: string, sequence: number | 'latest'): Promise<DiagnosisRecord | null>;
  findIdempotent(key: string): Promise<IdempotentResponse | null>;
  findRulebook(digest: string): Promise<Rulebook | null>;
}

/** How much a store holds, and how much room it has. */
export interface StoreMeasure {
  cases: number;
  /** Cases with a confirmation. */
  confirmedCases: number;
  databaseBytes: number;
  /** Of the log of writes that is not yet carried over; `null`: there is no such log of its own. */
  logBytes: number | null;
  /** Of the file system that holds it; `null`: the database is elsewhere. */
  fileSystem: { bytes: number; freeBytes: number } | null;
}

/** What the installation keeps for itself. */
export interface InstallationStore {
  /** The key of the installation's redactions: `made`, unless one is kept already. All processes get the same one. */
  redactionKey(made: string): Promise<string>;
}

/** What a store offers. Writes that wait at the same moment may share one transaction (group commit). */
export interface Store
  extends CaseWrites,
    CaseReads,
    RuleWrites,
    RuleReads,
    BacktestStore,
    RetentionStore,
    AccessStore,
    InstallationStore {
  /** Rejects with `unavailable` when the store cannot be used. */
  ping(): Promise<void>;
  /** Rejects with `unavailable`. */
  measure(): Promise<StoreMeasure>;
  close(): Promise<void>;
}
