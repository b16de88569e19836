import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../packaging/check-object.ts';
import { applyPatch } from '../../packaging/json-patch.ts';
import type { KubernetesObject } from '../../packaging/kustomize.ts';
import { applied, objectsOf } from './manifests.ts';

const all = applied.flatMap((name) => objectsOf(name).map((object) => ({ name, object })));

/** Objects whose names are the author's to choose, and so never unknown. */
const maps = /\/(labels|matchLabels|nodeSelector|annotations|requests|limits|data|selector)$/;

/** Where in an object a field could be misspelt, as JSON Pointers. */
function places(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([name, inner]) => places(inner, `${path}/${name}`));
  const isMap = maps.test(path) && !/^\/spec\/selector$/.test(path);
  return Array.isArray(value) || isMap ? inside : [path, ...inside];
}

const deployment = (): KubernetesObject => {
  const found = objectsOf('sqlite').find(({ kind }) => kind === 'Deployment');
  if (found === undefined) throw new Error('The sqlite overlay has a Deployment.');
  return found;
};

describe('the objects of deploy/kubernetes', () => {
  it.each(applied)('are those of Kubernetes: %s', (name) => {
    const objects = objectsOf(name);
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.flatMap(findingsIn)).toEqual([]);
  });

  it('lie in one namespace, and none is there twice', () => {
    expect(new Set(all.map(({ object }) => object.metadata.namespace))).toEqual(new Set(['culprit']));
    for (const overlay of ['sqlite', 'postgres']) {
      const names = [...objectsOf(overlay), ...objectsOf('monitoring'), ...objectsOf('oidc')].map(
        ({ kind, metadata }) => `${kind} ${metadata.name}`,
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('the check against the schemas', () => {
  it.each(all)(
    'refuses a field that Kubernetes does not know, wherever it stands: $name $object.kind',
    ({ object }) => {
      const tried = places(object).filter((path) => path !== '/spec/selector' || object.kind !== 'Service');
      expect(tried.length).toBeGreaterThan(1);
      const accepted = tried.filter((path) => {
        const misspelt = applyPatch(object, [{ op: 'add', path: `${path}/colour`, value: 'red' }]);
        return !findingsIn(misspelt).includes(`${path}/colour is no field`);
      });
      expect(accepted).toEqual([]);
    },
  );

  it.each([
    ['/spec/replicas', '1', 'must be integer'],
    ['/spec/template/spec/containers/0/ports/0/containerPort', null, 'must be integer'],
    ['/spec/selector', undefined, 'selector'],
    ['/spec/template/spec/containers/0/name', undefined, 'name'],
    ['/spec/template/spec/containers/0/resources/limits/memory', ['512Mi'], 'memory'],
    ['/apiVersion', 'apps/v2', 'no schema for apps/v2 Deployment'],
  ])('refuses a value of the wrong kind: %s %j', (path, value, message) => {
    const wrong = applyPatch(deployment(), [{ op: 'replace', path, value }]);
    expect(findingsIn(wrong).join('\n')).toContain(message);
  });
});
