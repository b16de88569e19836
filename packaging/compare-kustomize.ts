import { deepEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { buildKustomization, type KubernetesObject } from './kustomize.ts';

/** Throws where `kubectl kustomize` makes other objects of deploy/kubernetes than our own reader. */
const deploy = join(import.meta.dirname, '../deploy/kubernetes');

const kubectl = (...args: string[]): string => execFileSync('kubectl', args, { encoding: 'utf8' });

const sorted = (objects: readonly KubernetesObject[]): KubernetesObject[] =>
  objects.toSorted((a, b) => `${a.kind} ${a.metadata.name}`.localeCompare(`${b.kind} ${b.metadata.name}`));

const { kustomizeVersion = 'none' }: { kustomizeVersion?: string } = JSON.parse(
  kubectl('version', '--client', '--output=json'),
);
if (/^v[5-9]\./.test(kustomizeVersion)) {
  for (const name of readdirSync(deploy)) {
    const documents = parseAllDocuments(kubectl('kustomize', join(deploy, name)));
    // Ours are checked against the schemas; that these are the same is what is asked here.
    const theirs = documents.map((document) => document.toJS() as KubernetesObject);
    deepEqual(sorted(theirs), sorted(buildKustomization(join(deploy, name))), name);
    console.log(`${name}: ${theirs.length} objects, as kustomize ${kustomizeVersion} makes them`);
  }
} else {
  console.log(`not compared: kubectl has kustomize ${kustomizeVersion}, and 5 is needed`);
}
