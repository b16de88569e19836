import type { Likelihood, Prior } from './likelihood.ts';

/** One cause, as its JSON file states it. rules/rule.schema.json is the authority on the shape. */
export interface Rule {
  $schema?: string;
  /** `family.cause`: the family is the file's folder. */
  id: string;
  /** Counts up from 1; the content of a version never changes. */
  version: number;
  status: 'experimental' | 'stable' | 'deprecated';
  /** A noun for the fault, in the failing state. */
  title: string;
  /** One paragraph: what is wrong and why that breaks things. */
  explanation: string;
  /** `host`: evaluated for each machine in the evidence. `cluster`: once, over all. */
  scope: 'host' | 'cluster';
  /** Platforms on which the cause can occur; `any` for all. */
  appliesTo: readonly string[];
  prior: Prior;
  signals: readonly Signal[];
  /** Causes that this one brings about: it is the root, they are its consequences. */
  explains?: readonly string[];
  fixes: readonly Fix[];
  references: readonly Reference[];
}

/** A condition, and how often it holds with the cause and without it. */
export interface Signal {
  id: string;
  when: Condition;
  withCause: Likelihood;
  without: Likelihood;
  /** Why it speaks for or against the cause, for an engineer on call. */
  because: string;
  /** Correlated signals share a group: only the strongest of a group counts. */
  group?: string;
}

/** json-rules-engine's grammar, less `path` and `priority`. */
export type Condition =
  | { all: readonly Condition[] }
  | { any: readonly Condition[] }
  | { not: Condition }
  /** A shared condition of rules/conditions/. */
  | { condition: string }
  | FactCondition;

export interface FactCondition {
  fact: string;
  /** An operator of json-rules-engine or of inference/operators.ts, decorators included (`someFact:equal`). */
  operator: string;
  /** A constant, or `{ "fact": id }` for the value of another fact. */
  value: unknown;
}

export interface Fix {
  title: string;
  /** Where to run the steps, as a phrase. */
  where: string;
  steps: readonly FixStep[];
  risk: 'none' | 'low' | 'medium' | 'high';
  undo?: readonly string[];
  /** Holds once the fix has worked. */
  verify?: FactCondition;
}

/** A command (with `{{fact/pointer|PLACEHOLDER}}` filled in from facts) or, where there is none, what to do. */
export type FixStep = { run: string; note?: string } | { do: string };

export interface Reference {
  title: string;
  url: string;
}

/** A condition that several rules share: a file of rules/conditions/ maps its name to this. */
export interface SharedCondition {
  title: string;
  when: Condition;
}
