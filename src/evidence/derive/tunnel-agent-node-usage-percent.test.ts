import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';
import type { SubmittedFact } from '../evidence.ts';

const fact = 'tunnel.agent-node-usage-percent';
const pods = (...nodes: string[]): SubmittedFact => ({
  fact: 'kubernetes.pods',
  value: nodes.map((node, i) => ({
    ...{ namespace: 'kube-system', name: `konnectivity-agent-${i}`, node },
    ...{ readyContainers: 1, containers: 1, status: 'Running', restarts: 0 },
  })),
});
const usage = (...rows: [node: string, cpu: number, memory: number][]): SubmittedFact => ({
  fact: 'kubernetes.node-usage',
  value: rows.map(([node, cpuPercent, memoryPercent]) => ({ node, cpuPercent, memoryPercent })),
});

it('is the highest use of a node that hosts a tunnel pod', () => {
  expect(valuesFrom(fact, [pods('a', 'b'), usage(['a', 12, 40], ['b', 3, 55], ['c', 99, 99])])).toEqual([55]);
});

it('is unknown while a node that hosts one is, unless another is busy', () => {
  expect(valuesFrom(fact, [pods('a', 'b'), usage(['a', 12, 40])])).toEqual([]);
  expect(valuesFrom(fact, [pods('a', 'b'), usage(['a', 12, 97])])).toEqual([97]);
  expect(valuesFrom(fact, [pods(), usage(['a', 12, 97])])).toEqual([]);
});
