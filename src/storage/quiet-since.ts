import { type SQL, sql } from 'drizzle-orm';

/** The condition, in both databases, that a row of `cases` had no submission and no confirmation since a time. All times have one shape. */
export const quietSince = (before: string): SQL => sql`
  NOT EXISTS (SELECT 1 FROM evidence WHERE case_id = cases.id AND received_at >= ${before})
  AND NOT EXISTS (SELECT 1 FROM confirmations WHERE case_id = cases.id AND confirmed_at >= ${before})`;
