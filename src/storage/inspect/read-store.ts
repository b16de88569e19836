import type { Store } from '../../cases/ports.ts';
import type { AppliedMigration, Migration } from '../migrations.ts';
import { pendingMigrations } from '../migrations.ts';

/** What may be asked of a database that must not change. */
export type ReadStore = Pick<
  Store,
  | 'listKeys'
  | 'newestActivation'
  | 'findRulebook'
  | 'listPublishedRules'
  | 'listRuleEvents'
  | 'listAudit'
  | 'listCases'
>;

export interface MigrationState {
  applied: number;
  /** Those that the next start would apply. */
  pending: readonly string[];
  /** Why this version must not use the database; `null`: it may. */
  problem: string | null;
}

export function migrationStateOf(
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): MigrationState {
  try {
    const pending = pendingMigrations(files, applied).map(({ name }) => name);
    return { applied: applied.length, pending, problem: null };
  } catch (error) {
    return {
      applied: applied.length,
      pending: [],
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Whether the tables are those that this version asks. */
export const isUsable = ({ applied, pending, problem }: MigrationState): boolean =>
  applied > 0 && pending.length === 0 && problem === null;
