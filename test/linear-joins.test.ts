import { beforeAll, describe, expect, it } from 'vitest';
import { derivations } from '../src/evidence/derive.ts';
import { HostNames } from '../src/evidence/host-names.ts';
import { mergeObservations } from '../src/evidence/merge.ts';
import { observeSubmitted } from '../src/evidence/observe.ts';
import type { FactBase } from '../src/facts/known.ts';
import { growth, TOO_STEEP } from './growth.ts';
import { manyFacts } from './many-facts.ts';

const FEW = 500;

function factBase(count: number, hosts: number): FactBase {
  const facts = manyFacts(count, hosts);
  const given = facts.flatMap(({ host }) => host ?? []);
  return mergeObservations(facts.flatMap(observeSubmitted), new HostNames(given));
}

describe.each([
  ['all of one machine', () => 1],
  ['of four times as many machines, up to 500', (count: number) => count / 4],
])('every list that can be submitted, four times as long, %s', (_, hostsOf) => {
  const bases = new Map<number, FactBase>();
  const baseOf = (count: number): FactBase => {
    const base = bases.get(count) ?? factBase(count, hostsOf(count));
    bases.set(count, base);
    return base;
  };
  beforeAll(() => {
    for (const count of [FEW, FEW * 4]) baseOf(count);
  });

  it.each(derivations.map((one) => [one.fact, one] as const))('leads to %s in linear time', (_, one) => {
    expect(growth(FEW, (count) => one.derive(baseOf(count)))).toBeLessThan(TOO_STEEP);
  });
});

it('facts are merged in time linear in their items', () => {
  expect(growth(250, (count) => factBase(count, 1))).toBeLessThan(TOO_STEEP);
});
