import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { awsEc2Describe } from './source.ts';

const samples = samplesOf('aws-ec2-describe');
const sample = (name: string): string => samples[name] ?? '';
const checks = (text: string, command: string | null = null) =>
  itemsIn(readWith(awsEc2Describe, text, command), 'aws.source-dest-checks');

describe('aws ec2 describe-…', () => {
  it('reads instances and their interfaces, each with its lines', () => {
    const text = sample('describe-instances.txt');
    const reading = readWith(awsEc2Describe, text);
    expect(itemsIn(reading, 'aws.source-dest-checks')).toEqual([
      { id: 'i-1234567890abcdef0', enabled: true, address: '10.0.1.17' },
      { id: 'eni-0dc7c3ac5a5c8c1f1', enabled: true, address: '10.0.1.17' },
      { id: 'i-0598c7d356eba48d7', enabled: false, address: '10.0.1.18' },
    ]);
    expect(reading.findings.map((finding) => finding.lines)).toEqual([
      [6, 27],
      [11, 20],
      [28, 33],
    ]);
    expect(unclaimedIn(reading, text)).toEqual([]);
  });

  it('reads attributes of one instance or interface', () => {
    expect(
      checks(
        '{\n    "InstanceId": "i-1234567890abcdef0",\n    "SourceDestCheck": {\n        "Value": true\n    }\n}',
      ),
    ).toEqual([{ id: 'i-1234567890abcdef0', enabled: true }]);
    expect(checks('{"NetworkInterfaceId": "eni-686ea200", "SourceDestCheck": {"Value": false}}')).toEqual([
      { id: 'eni-686ea200', enabled: false },
    ]);
  });

  it('reads what a query made of the document', () => {
    expect(
      checks(
        '[\n  {\n    "id": "i-0598c7d356eba48d7",\n    "sourceDest": true\n  }\n]',
        "aws ec2 describe-instances --query 'Reservations[].Instances[].{id:InstanceId,sourceDest:SourceDestCheck}'",
      ),
    ).toEqual([{ id: 'i-0598c7d356eba48d7', enabled: true }]);
    expect(
      checks(
        '[\n [\n  "i-0598c7d356eba48d7",\n  false\n ]\n]',
        "aws ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId,SourceDestCheck]'",
      ),
    ).toEqual([{ id: 'i-0598c7d356eba48d7', enabled: false }]);
    expect(
      checks(
        '[\n    false,\n    true\n]',
        "aws ec2 describe-instances --query 'Reservations[].Instances[].SourceDestCheck'",
      ),
    ).toEqual([{ id: 'INSTANCE_ID', enabled: true }]);
  });

  it('reads tables', () => {
    const text = sample('describe-network-interface-attribute-table.txt');
    expect(checks(text)).toEqual([{ id: 'eni-686ea200', enabled: true }]);
    expect(unclaimedIn(readWith(awsEc2Describe, text), text)).toEqual([]);
    const rows = sample('query-table.txt');
    const command =
      'aws ec2 describe-instances --query Reservations[].Instances[].[InstanceId,SourceDestCheck] --output table';
    expect(checks(rows, command)).toEqual([
      { id: 'i-1234567890abcdef0', enabled: true },
      { id: 'i-0598c7d356eba48d7', enabled: false },
    ]);
    expect(unclaimedIn(readWith(awsEc2Describe, rows, command), rows)).toEqual([]);
    expect(
      checks(
        '||  InstanceId      |  i-1234567890abcdef0  ||\n|||  NetworkInterfaceId  |  eni-686ea200  |||\n|||  SourceDestCheck  |  False  |||\n||  SourceDestCheck  |  True  ||',
      ),
    ).toEqual([
      { id: 'eni-686ea200', enabled: false },
      { id: 'i-1234567890abcdef0', enabled: true },
    ]);
  });

  it('reads text output', () => {
    expect(checks('eni-686ea200\nSOURCEDESTCHECK\tTrue')).toEqual([{ id: 'eni-686ea200', enabled: true }]);
    expect(
      checks(
        'i-1234567890abcdef0\t10.0.1.17\tTrue',
        "aws ec2 describe-instances --query 'Reservations[].Instances[].[InstanceId,PrivateIpAddress,SourceDestCheck]' --output text",
      ),
    ).toEqual([{ id: 'i-1234567890abcdef0', enabled: true, address: '10.0.1.17' }]);
    expect(
      checks(
        'True',
        'aws ec2 describe-instance-attribute --instance-id i-1234567890abcdef0 --attribute sourceDestCheck --query SourceDestCheck.Value --output text',
      ),
    ).toEqual([{ id: 'i-1234567890abcdef0', enabled: true }]);
  });

  it('says that a document is cut off', () => {
    const text = sample('describe-instances.txt').split('\n').slice(0, 22).join('\n');
    expect(readWith(awsEc2Describe, text).unreadable).toEqual([[1, 22]]);
  });

  it('leaves other documents and tables alone', () => {
    for (const text of ['{\n  "InstanceId": "i-1234567890abcdef0"\n}', '|  i-1234567890abcdef0 |  True  |']) {
      const reading = readWith(awsEc2Describe, text);
      expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
    }
  });

  it('takes rows of an address and its flag', () => {
    const command =
      'aws ec2 describe-instances --query "Reservations[].Instances[].[PrivateIpAddress,SourceDestCheck]" --output text';
    expect(checks('10.20.1.14\tTrue\n', command)).toEqual([
      { id: '10.20.1.14', enabled: true, address: '10.20.1.14' },
    ]);
  });
});
