import { Counter, type Registry } from 'prom-client';
import type { CaseObserver } from '../cases/case-observer.ts';

export interface DiagnosisMetrics extends Pick<CaseObserver, 'diagnosed' | 'confirmed'> {
  /** Counts a secret that was redacted. */
  redacted(kind: string): void;
}

/** What was submitted, what came out, and whether it was right. */
export function diagnosisMetrics(registry: Registry): DiagnosisMetrics {
  const count = counters(registry);
  const diagnoses = count('culprit_diagnoses_total', 'Diagnoses made, by operation', 'operation');
  const verdicts = count(
    'culprit_verdicts_total',
    'Verdicts on the first cause of a diagnosis; none-of-these when that is more probable than any cause',
    'verdict',
  );
  const causes = count(
    'culprit_first_cause_total',
    'Diagnoses in which this rule’s cause was more probable than any other, and than none of these',
    'rule',
  );
  const texts = count('culprit_evidence_texts_total', 'Texts submitted and diagnosed');
  const lines = count(
    'culprit_evidence_lines_total',
    'Lines of the texts that were diagnosed: read, or unread when nothing understood them',
    'outcome',
  );
  const confirmations = count(
    'culprit_confirmations_total',
    'Confirmations of a cause, by its place in the newest diagnosis of the case: first, second, third, later or absent',
    'place',
  );
  const redactions = count(
    'culprit_redactions_total',
    'Secrets that were taken out of what was submitted, by kind',
    'kind',
  );
  return {
    redacted: (kind) => redactions(1, kind),
    diagnosed({ operation, texts: submitted, lines: all, unreadLines, first }) {
      diagnoses(1, operation);
      verdicts(1, first?.verdict ?? 'none-of-these');
      if (first !== null) causes(1, first.rule);
      texts(submitted);
      lines(all - unreadLines, 'read');
      lines(unreadLines, 'unread');
    },
    confirmed: (place) => confirmations(1, place),
  };
}

/** Makes counters of one label at most, whose series are looked up once: that costs more than counting. */
const counters =
  (registry: Registry) =>
  (name: string, help: string, label?: string): ((by: number, value?: string) => void) => {
    const labelNames = label === undefined ? [] : [label];
    const counter = new Counter({ name, help, labelNames, registers: [registry] });
    if (label === undefined) return (by) => counter.inc(by);
    const series = new Map<string, { inc(by: number): void }>();
    return (by, value = '') => {
      const known = series.get(value) ?? counter.labels(value);
      series.set(value, known);
      known.inc(by);
    };
  };
