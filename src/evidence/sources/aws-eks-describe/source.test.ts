import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { awsEksDescribe } from './source.ts';

const sample = samplesOf('aws-eks-describe')['describe-cluster.txt'] ?? '';

describe('aws-eks-describe', () => {
  it("reads who may reach a cluster's endpoint", () => {
    const reading = readWith(awsEksDescribe, sample);
    expect(valuesIn(reading)).toEqual({
      'eks.endpoint-public-access': true,
      'eks.endpoint-private-access': false,
    });
    expect(itemsIn(reading, 'eks.public-access-cidrs')).toEqual(['198.51.100.0/24']);
    expect(unclaimedIn(reading, sample)).toEqual([]);
  });

  it('reads what ails a node group', () => {
    const text =
      '{"nodegroup": {"status": "CREATE_FAILED", "health": {"issues": [{"code": "NodeCreationFailure", "message": "Instances failed to join the kubernetes cluster", "resourceIds": ["i-0a1b2c3d4e5f60718"]}]}}}';
    expect(itemsIn(readWith(awsEksDescribe, text), 'eks.nodegroup-issues')).toEqual([
      { code: 'NodeCreationFailure', message: 'Instances failed to join the kubernetes cluster' },
    ]);
  });

  it('reads the part that a query selected', () => {
    const text = '{"endpointPublicAccess": false, "endpointPrivateAccess": true, "publicAccessCidrs": []}';
    expect(valuesIn(readWith(awsEksDescribe, text))).toEqual({
      'eks.endpoint-public-access': false,
      'eks.endpoint-private-access': true,
    });
  });

  it('says that a document is cut off', () => {
    const text = sample.split('\n').slice(0, 12).join('\n');
    expect(readWith(awsEksDescribe, text).unreadable).toEqual([[1, 12]]);
  });

  it('reads what a query renamed, or printed as text', () => {
    const describe = 'aws eks describe-cluster --name a --query';
    const object = readWith(
      awsEksDescribe,
      '{"pub": true, "ranges": ["198.51.100.0/24"]}',
      `${describe} 'cluster.resourcesVpcConfig.{pub:endpointPublicAccess,ranges:publicAccessCidrs}'`,
    );
    expect(valuesIn(object)).toEqual({ 'eks.endpoint-public-access': true });
    expect(itemsIn(object, 'eks.public-access-cidrs')).toEqual(['198.51.100.0/24']);
    const text = readWith(
      awsEksDescribe,
      'False\tTrue',
      `${describe} 'cluster.resourcesVpcConfig.[endpointPublicAccess,endpointPrivateAccess]' --output text`,
    );
    expect(valuesIn(text)).toEqual({
      'eks.endpoint-public-access': false,
      'eks.endpoint-private-access': true,
    });
  });
});
