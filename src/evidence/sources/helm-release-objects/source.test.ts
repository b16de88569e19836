import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { helmReleaseObjects } from './source.ts';

const samples = samplesOf('helm-release-objects');
const sample = (name: string): string => samples[name] ?? '';
const read = (text: string, command: string | null = null) => readWith(helmReleaseObjects, text, command);
const histories = (text: string, command: string | null = null) =>
  itemsIn(read(text, command), 'helm.histories');

describe('listings of Helm objects', () => {
  it('count the revisions of each release and leave other Secrets alone', () => {
    const text = sample('secrets.txt');
    expect(histories(text)).toEqual([
      { release: 'cert-manager', storedRevisions: 1 },
      { release: 'api', storedRevisions: 3 },
    ]);
    expect(read(text).findings.map((finding) => finding.lines)).toEqual([
      [2, 2],
      [4, 6],
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([3]);
    expect(valuesIn(read(text))).toEqual({});
  });

  it('tell how many there are in the cluster when all were listed', () => {
    const text = sample('secrets.txt');
    expect(valuesIn(read(text, 'kubectl get secrets -A'))).toEqual({ 'helm.release-objects': 4 });
    expect(valuesIn(read(`${text}...\n`, 'kubectl get secrets -A'))).toEqual({});
    expect(valuesIn(read(text, 'kubectl get secrets -A | head'))).toEqual({});
    expect(valuesIn(read(text, 'kubectl get secrets -n shop'))).toEqual({});
  });

  it('read names without a table', () => {
    expect(histories('secret/sh.helm.release.v1.api.v1\nsecret/sh.helm.release.v1.api.v2')).toEqual([
      { release: 'api', storedRevisions: 2 },
    ]);
  });

  it('read the ConfigMaps of Helm 2 when something says that they are', () => {
    const text = sample('tiller.txt');
    expect(histories(text, 'kubectl get configmaps -n kube-system -l OWNER=TILLER')).toEqual([
      { release: 'web-frontend', storedRevisions: 1 },
      { release: 'prometheus', storedRevisions: 2 },
    ]);
    expect(histories(text)).toEqual([]);
    expect(
      histories('api.v7   1   3d   MODIFIED_AT=1569942245,NAME=api,OWNER=TILLER,STATUS=DEPLOYED,VERSION=7'),
    ).toEqual([{ release: 'api', storedRevisions: 1 }]);
  });

  it('read summaries by uniq -c', () => {
    expect(histories(sample('uniq.txt'))).toEqual([
      { release: 'ingress-nginx', storedRevisions: 12 },
      { release: 'api', storedRevisions: 1873 },
    ]);
    expect(histories('  40 shop sh.helm.release.v1.api')).toEqual([{ release: 'api', storedRevisions: 40 }]);
  });

  it('keep the larger of two releases of one name', () => {
    const text =
      'a   sh.helm.release.v1.api.v1   helm.sh/release.v1   1   4d\na   sh.helm.release.v1.api.v2   helm.sh/release.v1   1   4d\nb   sh.helm.release.v1.api.v1   helm.sh/release.v1   1   4d';
    expect(histories(text).at(-1)).toEqual({ release: 'api', storedRevisions: 2 });
  });
});

describe('counts of Helm objects', () => {
  it.each([
    ['kubectl get secrets -A -l owner=helm --no-headers | wc -l', 5120],
    ['kubectl get secrets,configmaps -A -l owner=helm | wc -l', 5119],
    ['kubectl get secret --all-namespaces | grep -c helm.sh/release.v1', 5120],
    ['kubectl get cm -n kube-system -l OWNER=TILLER --no-headers | wc -l', 5120],
  ])('are read from %s', (command, count) => {
    expect(valuesIn(read('    5120', command))).toEqual({ 'helm.release-objects': count });
  });

  it('say nothing about the cluster when they are about a namespace, or about other objects', () => {
    expect(valuesIn(read('12', 'kubectl get secrets -n shop -l owner=helm --no-headers | wc -l'))).toEqual(
      {},
    );
    expect(valuesIn(read('12', 'kubectl get secrets -A --no-headers | wc -l'))).toEqual({});
    expect(valuesIn(read('Error from server', 'kubectl get secrets -A -l owner=helm | wc -l'))).toEqual({});
  });

  it("take a summary of Tiller's by release", () => {
    const command =
      "kubectl get cm -n kube-system -l OWNER=TILLER | awk -F. '{print $1}' | sort | uniq -c | sort -rn";
    expect(histories('   1722 beta-api\n      9 grafana', command)).toEqual([
      { release: 'grafana', storedRevisions: 9 },
      { release: 'beta-api', storedRevisions: 1722 },
    ]);
    expect(histories('   1722 beta-api', 'kubectl get cm | sort | uniq -c')).toEqual([]);
  });

  it("know Tiller's by their names, and how many there are where the listing was cut off", () => {
    const rows = [1, 10, 100, 101, 102].map((revision) => `portal.v${revision}   1   141d`);
    const text = ['NAME                DATA      AGE', 'coredns             1         210d', ...rows].join(
      '\n',
    );
    const command = 'kubectl get cm -n kube-system | head -12';
    expect(histories(text, command)).toEqual([{ release: 'portal', storedRevisions: 102 }]);
    expect(histories(text, 'kubectl get pods')).toEqual([]);
  });

  it('count one namespace when that is a thousand or more already', () => {
    const command = 'kubectl get secret -n live -l owner=helm --no-headers | wc -l';
    expect(valuesIn(read('2391', command))).toEqual({ 'helm.release-objects': 2391 });
    expect(valuesIn(read('391', command))).toEqual({});
  });
});
