import type { Context } from 'hono';
import { type Cors, corsFor } from './cors.ts';
import { Lifecycle } from './lifecycle.ts';
import { Admission, type AdmissionSettings } from './load/admission.ts';
import { clientAddresses } from './load/client-address.ts';
import { LoopDelay } from './load/loop-delay.ts';
import { type RateLimitSettings, RateLimits } from './load/rate-limits.ts';
import { securityHeaders } from './security-headers.ts';

export interface EdgeSettings extends RateLimitSettings, AdmissionSettings {
  trustedProxies: readonly string[];
  delayMilliseconds: number;
  answerSeconds: number;
  corsOrigins: readonly string[];
  hstsSeconds: number;
}

/** What stands between the network and the routes: how much is let in, from whom, and what browsers are told. */
export interface Edge {
  addressOf: (context: Context) => string | null;
  limits: RateLimits;
  admission: Admission;
  delay: LoopDelay;
  lifecycle: Lifecycle;
  /** Connections above the bound: answered once that there is no room, or how the process is, and closed. */
  surplus: WeakSet<object>;
  /** Until a request is answered. */
  answerMilliseconds: number;
  cors: Cors;
  /** Of every answer. */
  headers: Readonly<Record<string, string>>;
}

/** Throws `invalid-setting` for a proxy that is none. */
export const createEdge = (settings: EdgeSettings): Edge => ({
  addressOf: clientAddresses(settings.trustedProxies),
  limits: new RateLimits(settings),
  admission: new Admission(settings),
  delay: new LoopDelay(settings.delayMilliseconds),
  lifecycle: new Lifecycle(),
  surplus: new WeakSet(),
  answerMilliseconds: settings.answerSeconds * 1000,
  cors: corsFor(settings.corsOrigins),
  headers: securityHeaders(settings.hstsSeconds),
});
