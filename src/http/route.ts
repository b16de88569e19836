import type { Context } from 'hono';
import type { Actor } from '../access/actor.ts';
import type { Trace } from '../lib/trace.ts';
import type { Answer } from './answer.ts';

/** One operation of openapi.yaml. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  /** In hono's form: `/v1/cases/:id`. */
  path: string;
  /** Answered to anybody, who is then `nobody`; all other routes need an actor. */
  open?: true;
  /** Answered however much is asked, as monitoring must see just then: it must be cheap. */
  unlimited?: true;
  /** Throws a CulpritError for what the client can mend. */
  handle(context: Context, actor: Actor, trace: Trace): Answer | Promise<Answer>;
}
