import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const notMapped = (caller: string, ...mapped: string[]) =>
  valuesFrom('aws.caller-not-mapped', [
    { fact: 'aws.caller-arn', value: `arn:aws:${caller}` },
    { fact: 'aws.mapped-arns', value: mapped.map((name) => `arn:aws:iam::111122223333:${name}`) },
  ]);

it("compares a session's role with the roles that are mapped", () => {
  const session = 'sts::111122223333:assumed-role/deployer/ci';
  expect(notMapped(session, 'role/orders-node')).toEqual([true]);
  expect(notMapped(session, 'role/orders-node', 'role/deployer')).toEqual([false]);
});

it('finds that a mapping with a path fits no session', () => {
  expect(notMapped('sts::111122223333:assumed-role/deployer/ci', 'role/team/deployer')).toEqual([true]);
});

it('compares users', () => {
  expect(notMapped('iam::111122223333:user/ana', 'user/ana')).toEqual([false]);
  expect(notMapped('iam::111122223333:user/ben', 'user/ana')).toEqual([true]);
});

it('does not know without both, nor for the root of an account', () => {
  expect(notMapped('iam::111122223333:root', 'user/ana')).toEqual([]);
  expect(notMapped('sts::111122223333:assumed-role/***/ci', 'user/ana')).toEqual([]);
  expect(
    valuesFrom('aws.caller-not-mapped', [{ fact: 'aws.caller-arn', value: 'arn:aws:iam::1:user/a' }]),
  ).toEqual([]);
});
