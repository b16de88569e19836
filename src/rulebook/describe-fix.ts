import { describeCondition } from './describe-condition.ts';
import type { Fix, FixStep } from './rule.ts';

/** A fix in lines: where, how dangerous, its steps, how to take it back, and what holds once it has worked. */
export const describeFix = ({ where, risk, steps, undo = [], verify }: Fix): string[] => [
  `${where}; risk: ${risk}`,
  ...steps.map(describeStep),
  ...undo.map((step) => `undo: ${step}`),
  ...(verify === undefined ? [] : [`worked when ${describeCondition(verify)}`]),
];

const describeStep = (step: FixStep): string => {
  if ('do' in step) return step.do;
  return step.note === undefined ? step.run : `${step.run}  # ${step.note}`;
};
