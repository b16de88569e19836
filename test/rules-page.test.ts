import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { platforms } from '../src/facts/platforms.ts';
import { assembleRulebook } from '../src/rulebook/assemble-rulebook.ts';
import { likelihoods, priors } from '../src/rulebook/likelihood.ts';
import { decorators, operatorSignatures } from '../src/rulebook/operator-signatures.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/rules.md'), 'utf8');

it('docs/rules.md names every operator, decorator and platform', () => {
  for (const name of [...Object.keys(operatorSignatures), ...Object.keys(decorators), ...platforms])
    expect(page).toContain(`\`${name}\``);
});

it('docs/rules.md gives every likelihood and prior its number', () => {
  for (const [word, probability] of Object.entries({ ...likelihoods, ...priors }))
    expect(page).toContain(`\`${word}\` | ${Number((probability * 100).toFixed(3))} % |`);
});

it('docs/rules.md shows a rule and a test that load', () => {
  const [rule = '', test = ''] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json ?? '');
  const files = new Map([
    ['host/ip-forward-disabled.json', rule],
    ['host/ip-forward-disabled.test.json', test],
  ]);
  expect(assembleRulebook(files).rulebook.rules.map(({ id }) => id)).toEqual(['host.ip-forward-disabled']);
});
