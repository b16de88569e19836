import { ZenEngine } from '@gorules/zen-engine';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { rankCauses } from '../src/inference/diagnose.ts';
import { evidenceOf, rulebookOf, type Workload } from './synthetic.ts';

/** Evaluates a workload once and says how many rules matched, so that all contestants can be held to the same answer. */
export type Contestant = () => number | Promise<number>;

export const contestants: Record<string, (workload: Workload) => Contestant> = {
  culprit: (workload) => {
    const compiled = compileRulebook(rulebookOf(workload));
    const evidence = evidenceOf(workload);
    return () => {
      const { causes } = rankCauses(evidence, compiled);
      return causes.filter(({ score }) => score.signals[0]?.state === 'true').length;
    };
  },

  'json-rules-engine': ({ rules, facts, text }) => {
    const engine = new Engine([], { allowUndefinedFacts: true });
    engine.addOperator(
      'includes',
      (left: unknown, right: string) => typeof left === 'string' && left.includes(right),
    );
    for (const { name, above, below, needle, member } of rules) {
      engine.addRule({
        name,
        event: { type: name },
        conditions: {
          all: [
            { fact: above.fact, operator: 'greaterThan', value: above.limit },
            { fact: below.fact, operator: 'lessThan', value: below.limit },
            { fact: 'text', operator: 'includes', value: needle },
            { fact: member.fact, operator: 'in', value: member.of },
          ],
        },
      });
    }
    return async () => (await engine.run({ ...facts, text })).results.length;
  },

  '@gorules/zen-engine': ({ rules, facts, text }) => {
    const expressions = rules.map(({ above, below, needle, member }, i) => ({
      id: `e${i}`,
      key: `r${i}`,
      value: `(${above.fact} ?? -1) > ${above.limit} and (${below.fact} ?? 1000) < ${below.limit} and contains(text, '${needle}') and (${member.fact} ?? -1) in [${member.of}]`,
    }));
    const decision = new ZenEngine().createDecision({
      contentType: 'application/vnd.gorules.decision',
      nodes: [
        { id: 'in', type: 'inputNode', name: 'in', content: {} },
        { id: 'rules', type: 'expressionNode', name: 'rules', content: { expressions } },
        { id: 'out', type: 'outputNode', name: 'out', content: {} },
      ],
      edges: [
        { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
        { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
      ],
    });
    return async () => {
      const { result } = await decision.evaluate({ ...facts, text });
      return Object.values(result as Record<string, unknown>).filter((matched) => matched === true).length;
    };
  },

  'json-logic-engine': ({ rules, facts, text }) => {
    const engine = new LogicEngine();
    const compiled = rules.map(({ above, below, needle, member }) =>
      engine.build({
        and: [
          { '>': [{ var: [above.fact, -1] }, above.limit] },
          { '<': [{ var: [below.fact, 1_000] }, below.limit] },
          { in: [needle, { var: 'text' }] },
          { in: [{ var: [member.fact, -1] }, member.of] },
        ],
      }),
    );
    const data = { ...facts, text };
    return () => compiled.reduce((matched, rule) => matched + (rule(data) === true ? 1 : 0), 0);
  },
};
