import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { kubectlTopNode } from './source.ts';

const samples = samplesOf('kubectl-top-node');
const usageIn = (text: string) => itemsIn(readWith(kubectlTopNode, text), 'kubernetes.node-usage');

describe('kubectl top node', () => {
  it('reads percentages and passes over nodes without metrics', () => {
    const text = samples['percent.txt'] ?? '';
    expect(usageIn(text)).toEqual([
      { node: 'aks-nodepool1-12345678-vmss000000', cpuPercent: 10, memoryPercent: 40 },
      { node: 'aks-nodepool1-12345678-vmss000001', cpuPercent: 99, memoryPercent: 95 },
    ]);
    expect(unclaimedIn(readWith(kubectlTopNode, text), text)).toEqual([]);
  });

  it('reads the column names of new versions, whole cores and more than all of them', () => {
    expect(usageIn(samples['parentheses.txt'] ?? '')).toEqual([
      { node: '10.0.0.11', cpuPercent: 106, memoryPercent: 21 },
    ]);
  });

  it('reads rows without a header', () => {
    expect(usageIn('look:\nnode-1   205m   10%   1829Mi   40%\nbye')).toEqual([
      { node: 'node-1', cpuPercent: 10, memoryPercent: 40 },
    ]);
  });

  it('says which row is cut off', () => {
    const text = 'NAME     CPU(cores)   CPU%   MEMORY(bytes)   MEMORY%\nnode-1   205m         10%    18';
    expect(readWith(kubectlTopNode, text).unreadable).toEqual([[2, 2]]);
  });

  it('leaves the table of pods alone', () => {
    const text = 'NAME    CPU(cores)   MEMORY(bytes)\nweb-0   4m           16Mi';
    const reading = readWith(kubectlTopNode, text);
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });
});
