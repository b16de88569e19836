import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, valuesIn } from '../../../../test/source-reading.ts';
import { awsIdentity } from './source.ts';

const sample = samplesOf('aws-identity')['aws-auth.txt'] ?? '';
const mapped = (text: string, command: string | null = null) =>
  itemsIn(readWith(awsIdentity, text, command), 'aws.mapped-arns');

describe('aws-identity', () => {
  it('reads whom aws-auth names', () => {
    expect(mapped(sample)).toEqual([
      'arn:aws:iam::111122223333:role/orders-node',
      'arn:aws:iam::111122223333:user/ana',
    ]);
  });

  it('reads aws-auth as JSON, with line breaks escaped', () => {
    expect(
      mapped(
        '  "mapRoles": "- groups:\\n  - system:nodes\\n  rolearn: arn:aws:iam::111122223333:role/a\\n- rolearn: arn:aws:iam::111122223333:role/b\\n",',
      ),
    ).toEqual(['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b']);
  });

  it("reads eksctl's table and access entries, whose paths do not count", () => {
    expect(
      mapped(
        'ARN                                      USERNAME  GROUPS          ACCOUNT\narn:aws:iam::111122223333:role/team/ops  ops       system:masters',
      ),
    ).toEqual(['arn:aws:iam::111122223333:role/team/ops']);
    expect(mapped('{\n  "accessEntries": [\n    "arn:aws:iam::111122223333:role/team/ops"\n  ]\n}')).toEqual([
      'arn:aws:iam::111122223333:role/ops',
    ]);
  });

  it("reads the nodes' roles", () => {
    const roles = (text: string, command: string | null = null) =>
      itemsIn(readWith(awsIdentity, text, command), 'aws.node-role-arns');
    const arn = 'arn:aws:iam::111122223333:role/orders-node';
    expect(roles(`  "nodeRole": "${arn}",`)).toEqual([arn]);
    expect(roles(`[\n  "${arn}"\n]`, 'aws iam get-instance-profile --instance-profile-name p')).toEqual([
      arn,
    ]);
    expect(roles(`[\n  "${arn}"\n]`)).toEqual([]);
  });

  it('reads who asks', () => {
    const caller = 'arn:aws:sts::111122223333:assumed-role/deployer/ci';
    const command = 'aws sts get-caller-identity';
    expect(
      valuesIn(
        readWith(
          awsIdentity,
          `{\n  "UserId": "AROA:ci",\n  "Account": "111122223333",\n  "Arn": "${caller}"\n}`,
        ),
      ),
    ).toEqual({ 'aws.caller-arn': caller });
    expect(valuesIn(readWith(awsIdentity, caller, `${command} --query Arn --output text`))).toEqual({
      'aws.caller-arn': caller,
    });
    expect(valuesIn(readWith(awsIdentity, caller))).toEqual({});
  });
});
