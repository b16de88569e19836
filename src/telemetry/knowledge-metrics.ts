import { Counter, Gauge, type Registry } from 'prom-client';
import type { CaseObserver } from '../cases/case-observer.ts';
import type { Activation } from '../cases/rule-ports.ts';

export interface KnowledgeMetrics extends Pick<CaseObserver, 'backtestStarted' | 'backtestEnded'> {
  /** Says by which rulebook requests are answered from now on. */
  rulebookLoaded(activation: Activation, rules: number): void;
  /** Says how many rules of the folder stay out. */
  rulesLeftOut(count: number): void;
}

export function knowledgeMetrics(registry: Registry): KnowledgeMetrics {
  const registers = [registry];
  const rulebook = new Gauge({
    name: 'culprit_rulebook_info',
    help: 'Always 1; the digest of the rulebook by which this process answers',
    labelNames: ['digest'],
    registers,
  });
  const rules = new Gauge({ name: 'culprit_rulebook_rules', help: 'Rules of that rulebook', registers });
  const activated = new Gauge({
    name: 'culprit_rulebook_activation_timestamp_seconds',
    help: 'When that rulebook was put in force, in Unix time',
    registers,
  });
  const leftOut = new Gauge({
    name: 'culprit_rulebook_import_conflicts',
    help: 'Rules of the rules folder that stayed out at the start, because another content was published as their version',
    registers,
  });
  const running = new Gauge({
    name: 'culprit_backtests_running',
    help: 'Backtests that this process runs or has waiting',
    registers,
  });
  const ended = new Counter({
    name: 'culprit_backtests_total',
    help: 'Backtests that ended, by state: done or failed',
    labelNames: ['state'],
    registers,
  });
  for (const state of ['done', 'failed']) ended.inc({ state }, 0);
  return {
    rulebookLoaded({ digest, activatedAt }, count) {
      rulebook.reset();
      rulebook.set({ digest }, 1);
      rules.set(count);
      activated.set(Date.parse(activatedAt) / 1000);
    },
    rulesLeftOut: (count) => leftOut.set(count),
    backtestStarted: () => running.inc(),
    backtestEnded(state) {
      running.dec();
      ended.inc({ state });
    },
  };
}
