import { Registry } from 'prom-client';
import type { CaseObserver } from '../cases/case-observer.ts';
import type { Store } from '../cases/ports.ts';
import type { Clock } from '../lib/clock.ts';
import { type DiagnosisMetrics, diagnosisMetrics } from './diagnosis-metrics.ts';
import { type KnowledgeMetrics, knowledgeMetrics } from './knowledge-metrics.ts';
import { type ProcessMetrics, processMetrics } from './process-metrics.ts';
import { type RequestMetrics, requestMetrics } from './request-metrics.ts';
import { type StoreMetrics, storeMetrics } from './store-metrics.ts';

export interface Metrics
  extends CaseObserver,
    DiagnosisMetrics,
    RequestMetrics,
    KnowledgeMetrics,
    ProcessMetrics,
    Omit<StoreMetrics, 'measureStore'> {
  /** All measurements in Prometheus's text format, and its media type. */
  expose(store: Pick<Store, 'measure'>): Promise<{ body: string; type: string }>;
}

/** Every measurement, by topic a file. docs/observability.md lists them from what they say of themselves. */
export function createMetrics(about: { version: string; clock: Clock }): Metrics {
  const registry = new Registry();
  const { measureStore, ...store } = storeMetrics(registry);
  return {
    ...requestMetrics(registry),
    ...diagnosisMetrics(registry),
    ...knowledgeMetrics(registry),
    ...store,
    ...processMetrics(registry, about),
    async expose(measured) {
      await measureStore(() => measured.measure());
      return { body: await registry.metrics(), type: registry.contentType };
    },
  };
}
