import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { applyPatch, type Operation } from './json-patch.ts';

export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> };
  [field: string]: unknown;
}

interface Kustomization {
  apiVersion: string;
  kind: string;
  namespace?: string;
  resources?: string[];
  patches?: { path: string; target: { kind: string; name: string } }[];
}

const known = ['apiVersion', 'kind', 'namespace', 'resources', 'patches'];

/**
 * The objects of a folder's kustomization.yaml, as `kubectl kustomize` makes them: of its features those alone that
 * deploy/kubernetes uses (one object a file). Throws for any other, and for what refers to nothing.
 */
export function buildKustomization(folder: string): KubernetesObject[] {
  const kustomization: Kustomization = readYaml(join(folder, 'kustomization.yaml'));
  const unknown = Object.keys(kustomization).filter((field) => !known.includes(field));
  if (unknown.length > 0) throw new Error(`${folder}: ${unknown} is not understood.`);
  const { namespace, resources = [], patches = [] } = kustomization;
  let objects = resources.flatMap((path) => readResource(join(folder, path)));
  const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  if (new Set(names).size !== names.length) throw new Error(`${folder}: an object is there twice: ${names}.`);
  for (const { path, target } of patches) {
    const operations: Operation[] = readYaml(join(folder, path));
    const matches = ({ kind, metadata }: KubernetesObject): boolean =>
      kind === target.kind && metadata.name === target.name;
    if (!objects.some(matches)) throw new Error(`${folder}: ${path} is for no object.`);
    objects = objects.map((object) => (matches(object) ? applyPatch(object, operations) : object));
  }
  return namespace === undefined
    ? objects
    : objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
}

const readResource = (path: string): KubernetesObject[] =>
  statSync(path).isDirectory() ? buildKustomization(path) : [readYaml<KubernetesObject>(path)];

/** Aliases become copies: a patch of one must not change the other. What it holds is checked against the schemas. */
const readYaml = <T>(path: string): T =>
  withoutAliases(parse(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true })) as T;

const withoutAliases = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
