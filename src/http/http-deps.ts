import type { Context } from 'hono';
import type { Actor } from '../access/actor.ts';
import type { RefusedAccess } from '../access/audit-refusals.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { ImportConflict } from '../cases/import-rules.ts';
import type { Source } from '../evidence/source.ts';
import type { Logger } from '../lib/log.ts';
import type { Tracer } from '../lib/trace.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Contract } from './contract.ts';
import type { Edge } from './edge.ts';
import type { RequestSchemas } from './request-schemas.ts';

/** What routes work with: what the verbs need, and what the edge adds. */
export interface HttpDeps extends Omit<CaseDeps, 'actor' | 'trace'> {
  /** Who a request comes from, by its Authorization header. Rejects with `unauthenticated`. */
  authenticate: (authorization: string | undefined) => Promise<Actor>;
  /** Writes to the audit that somebody was refused. */
  auditRefusal: (refused: RefusedAccess) => Promise<void>;
  /** Rules of the folder that stayed out at the start. */
  importConflicts: readonly ImportConflict[];
  contract: Contract;
  schemas: RequestSchemas;
  sources: readonly Source[];
  metrics: Metrics;
  /** `null`: requests are not traced. */
  tracer: Tracer | null;
  logger: Logger;
  requestId: (context: Context) => string;
  edge: Edge;
  /** Of a request's body. */
  requestBytes: number;
  /** Most values in a JSON body. */
  jsonValues: number;
}
