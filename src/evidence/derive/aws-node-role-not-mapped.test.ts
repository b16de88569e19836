import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const notMapped = (roles: string[], mapped: string[]) =>
  valuesFrom('aws.node-role-not-mapped', [
    { fact: 'aws.node-role-arns', value: roles.map(role) },
    { fact: 'aws.mapped-arns', value: mapped.map(role) },
  ]);

it("compares the nodes' roles with those that the cluster knows", () => {
  expect(notMapped(['nodes'], ['control-plane', 'ops'])).toEqual([true]);
  expect(notMapped(['nodes'], ['nodes', 'ops'])).toEqual([false]);
});

it('does not know without both', () => {
  expect(valuesFrom('aws.node-role-not-mapped', [{ fact: 'aws.mapped-arns', value: [role('ops')] }])).toEqual(
    [],
  );
});
