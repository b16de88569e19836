import type { Context } from 'hono';
import type { Answer } from './answer.ts';

/** One operation of openapi.yaml. */
export interface Route {
  method: 'get' | 'post' | 'delete';
  /** In hono's form: `/v1/cases/:id`. */
  path: string;
  /** Throws a CulpritError for what the client can mend. */
  handle(context: Context): Answer | Promise<Answer>;
}
