/** Errors keep a rule from loading and publishing; warnings are for its author to judge. */
export type Severity = 'error' | 'warning';

export interface FindingCode {
  readonly severity: Severity;
  /** What is wrong, as a noun or a short sentence. */
  readonly title: string;
  /** One sentence. */
  readonly mend: string;
}

export const error = (title: string, mend: string): FindingCode => ({ severity: 'error', title, mend });
export const warning = (title: string, mend: string): FindingCode => ({ severity: 'warning', title, mend });
