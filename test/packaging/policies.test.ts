import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../src/settings/settings.ts';
import { root } from '../run-culprit.ts';
import { type Container, type DeploymentSpec, objectsOf, type PodSpec, specOf } from './manifests.ts';

const overlays = ['sqlite', 'postgres'] as const;
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const environment = new Set(Object.values(settings).map(({ env }) => env));

/** Both overlays' Deployments, with all of their containers. */
const deployments = overlays.map((name) => {
  const objects = objectsOf(name);
  const spec = specOf<DeploymentSpec>(objects, 'Deployment');
  const pod = spec.template.spec;
  const [server] = pod.containers;
  if (server === undefined) throw new Error('The pod has a container.');
  return { name, objects, spec, pod, server, containers: [...pod.initContainers, ...pod.containers] };
});

const labelsMatch = (selector: Record<string, string>, labels: Record<string, string> = {}): boolean =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

describe.each(deployments)('a pod of the overlay $name', ({ pod, server, containers, objects, spec }) => {
  it('runs as the user of the image, who is not root, without rights in the cluster', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    const { runAsUser, fsGroup } = pod.securityContext;
    expect(dockerfile).toContain(`\nUSER ${runAsUser}:${fsGroup}\n`);
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(
      objects.some(
        ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === pod.serviceAccountName,
      ),
    ).toBe(true);
  });

  it.each(containers)('may do nothing that it does not need: $name', ({ securityContext }) => {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('shares nothing with its node', () => {
    expect(Object.keys(pod).filter((field) => /^host(Network|PID|IPC|Users|Aliases)$/.test(field))).toEqual(
      [],
    );
    for (const { name, ...kind } of pod.volumes)
      expect(
        Object.keys(kind).filter((one) => !['emptyDir', 'persistentVolumeClaim'].includes(one)),
        name,
      ).toEqual([]);
  });

  it.each(containers)('has requests, and limits that it stays within: $name', ({ resources }) => {
    expect(Object.keys(resources?.requests ?? {})).toEqual(['cpu', 'memory']);
    expect(Object.keys(resources?.limits ?? {})).toEqual(['cpu', 'memory']);
  });

  it('takes only settings that culprit has, and configuration that is there', () => {
    const named = containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
    const [config] = objects.filter(({ kind }) => kind === 'ConfigMap');
    const kept = Object.keys((config?.['data'] ?? {}) as object);
    expect([...named, ...kept].filter((name) => !environment.has(name))).toEqual([]);
    for (const { envFrom } of containers)
      expect(envFrom).toEqual([
        { configMapRef: { name: config?.metadata.name } },
        { secretRef: { name: 'culprit-settings', optional: true } },
      ]);
    const page = readFileSync(join(root, 'docs/deployment.md'), 'utf8');
    expect(page).toContain('create secret generic culprit-settings ');
  });

  it('gives both of its containers the same database', () => {
    const databases = containers.map(({ env, volumeMounts }) => ({ env, data: volumeMounts.at(-1) }));
    expect(databases[0]).toEqual(databases[1]);
    expect(databases).toHaveLength(2);
  });

  it('mounts volumes that are there, and claims that are made', () => {
    const volumes = pod.volumes.map(({ name }) => name);
    for (const { volumeMounts } of containers)
      expect(volumeMounts.filter(({ name }) => !volumes.includes(name))).toEqual([]);
    const claims = pod.volumes.flatMap(({ persistentVolumeClaim: claim }) =>
      claim === undefined ? [] : [claim.claimName],
    );
    const made = objects
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map(({ metadata }) => metadata.name);
    expect(claims).toEqual(made);
  });

  it('is probed where openapi.yaml has something that needs no key', () => {
    const contract: { paths: Record<string, { get?: { security?: unknown[] } }> } = parse(
      readFileSync(join(root, 'openapi.yaml'), 'utf8'),
    );
    const { startupProbe, readinessProbe, livenessProbe } = server;
    const paths = [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet.path ?? 'none');
    expect(paths).toEqual(['/readyz', '/readyz', '/healthz']);
    for (const path of paths) expect(contract.paths[path]?.get?.security, path).toEqual([]);
    for (const probe of [startupProbe, readinessProbe, livenessProbe])
      expect(server.ports?.map(({ name }) => name)).toContain(probe?.httpGet.port);
  });

  it('listens on the port that culprit has unless told otherwise, also when a Service has its name', () => {
    expect(server.ports).toEqual([{ name: 'http', containerPort: settings.port.default }]);
    expect(dockerfile).toContain(`EXPOSE ${settings.port.default}\n`);
    expect(dockerfile).toContain('CULPRIT_HOST=0.0.0.0');
    expect(pod.enableServiceLinks).toBe(false);
  });

  it('has the time to finish its requests before it is killed', () => {
    const config = objects.find(({ kind }) => kind === 'ConfigMap')?.['data'] as Record<string, string>;
    const pause = Number(config[settings.drainSeconds.env]);
    expect(pause).toBeGreaterThanOrEqual(5);
    expect(config).not.toHaveProperty(settings.graceSeconds.env);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(pause + settings.graceSeconds.default + 5);
  });

  it('is that of the selectors of its Deployment, Service, budget and policies', () => {
    const { labels } = spec.template.metadata;
    expect(labelsMatch(spec.selector.matchLabels, labels)).toBe(true);
    const service = specOf<{ selector: Record<string, string>; ports: { targetPort: string }[] }>(
      objects,
      'Service',
    );
    expect(labelsMatch(service.selector, labels)).toBe(true);
    expect(service.ports.map(({ targetPort }) => targetPort)).toEqual(['http']);
    const budget = specOf<{ selector: { matchLabels: Record<string, string> } }>(
      objects,
      'PodDisruptionBudget',
    );
    expect(labelsMatch(budget.selector.matchLabels, labels)).toBe(true);
  });

  it('can be moved by a drain, however few of it there are', () => {
    const budget = specOf<{
      maxUnavailable?: number;
      minAvailable?: unknown;
      unhealthyPodEvictionPolicy?: string;
    }>(objects, 'PodDisruptionBudget');
    expect(budget.minAvailable).toBeUndefined();
    expect(budget.maxUnavailable).toBeGreaterThanOrEqual(1);
    // Unless told so, a budget keeps running pods that are not ready: of a single one that would be for ever.
    expect(budget.unhealthyPodEvictionPolicy).toBe('AlwaysAllow');
  });

  it('has minutes for its start, in which it migrates', () => {
    const { periodSeconds = 0, failureThreshold = 0 } = server.startupProbe ?? {};
    expect(periodSeconds * failureThreshold).toBeGreaterThanOrEqual(300);
  });
});

describe('the network policies', () => {
  const policies = ['sqlite', 'postgres', 'monitoring', 'oidc'].flatMap((name) =>
    objectsOf(name).filter(({ kind }) => kind === 'NetworkPolicy'),
  );
  const specs = policies.map(({ spec }) => spec as NetworkPolicySpec);

  it('speak of culprit’s pods, and of ports that they have', () => {
    for (const { podSelector, ingress = [] } of specs) {
      for (const { spec } of deployments)
        expect(labelsMatch(podSelector.matchLabels, spec.template.metadata.labels)).toBe(true);
      for (const { from, ports } of ingress) {
        expect(from.length).toBeGreaterThan(0);
        expect(ports.map(({ port }) => port)).toEqual(['http']);
      }
    }
  });

  it.each([
    ['sqlite', [53]],
    ['postgres', [53, 5432]],
    ['monitoring', []],
    ['oidc', [443]],
  ])('let pods reach no more than they need: %s', (name, ports) => {
    const reached = objectsOf(name)
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .flatMap(({ spec }) => (spec as NetworkPolicySpec).egress ?? [])
      .flatMap((rule) => rule.ports.map(({ port }) => port));
    expect([...new Set(reached)].toSorted()).toEqual(ports);
  });
});

interface NetworkPolicySpec {
  podSelector: { matchLabels: Record<string, string> };
  ingress?: { from: unknown[]; ports: { port: unknown }[] }[];
  egress?: { ports: { port: number }[] }[];
}

describe('the overlays', () => {
  it('keep a SQLite file to one server, and let several share PostgreSQL', () => {
    const [sqlite, postgres] = deployments.map(({ spec }) => spec);
    expect([sqlite?.replicas, sqlite?.strategy.type]).toEqual([1, 'Recreate']);
    expect(postgres?.replicas).toBeGreaterThanOrEqual(2);
    expect(postgres?.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
  });

  it('take secrets from Secrets, which docs/deployment.md makes', () => {
    const page = readFileSync(join(root, 'docs/deployment.md'), 'utf8');
    const secrets = deployments.flatMap(({ containers }) => containers.flatMap(secretsOf));
    const monitor = specOf<{ endpoints: { authorization: { credentials: Secret } }[] }>(
      objectsOf('monitoring'),
      'ServiceMonitor',
    );
    const wanted = [...secrets, ...monitor.endpoints.map(({ authorization }) => authorization.credentials)];
    expect(wanted.length).toBeGreaterThanOrEqual(3);
    for (const { name, key } of wanted)
      expect(page).toMatch(
        new RegExp(`create secret generic ${name}\\b[^\\n]*--from-(?:literal|file)=${key}=`),
      );
  });
});

interface Secret {
  name: string;
  key: string;
}

const secretsOf = ({ env = [] }: Container): Secret[] =>
  env.flatMap(({ valueFrom }) => (valueFrom === undefined ? [] : [valueFrom.secretKeyRef]));

describe('the pod for maintenance', () => {
  it('is held to what the server is held to, works on its volume, and is none of its Service', () => {
    const objects = objectsOf('maintenance');
    const maintenance = specOf<PodSpec & { activeDeadlineSeconds: number }>(objects, 'Pod');
    const [sqlite] = deployments;
    const [container] = maintenance.containers;
    expect(maintenance.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: sqlite?.pod.securityContext.runAsUser,
    });
    expect(maintenance.volumes).toEqual(sqlite?.pod.volumes);
    expect(maintenance.activeDeadlineSeconds).toBeLessThanOrEqual(3600);
    expect([maintenance.automountServiceAccountToken, maintenance.enableServiceLinks]).toEqual([
      false,
      false,
    ]);
    for (const field of ['image', 'env', 'securityContext', 'resources', 'volumeMounts'] as const)
      expect(container?.[field], field).toEqual(sqlite?.server[field]);
    const [pod] = objects;
    const service = specOf<{ selector: Record<string, string> }>(objectsOf('sqlite'), 'Service');
    expect(labelsMatch(service.selector, pod?.metadata.labels)).toBe(false);
  });
});

describe('the ServiceMonitor', () => {
  it('scrapes the port of the Service, at a path that openapi.yaml has', () => {
    const monitor = specOf<{
      selector: { matchLabels: Record<string, string> };
      endpoints: { port: string; path: string }[];
    }>(objectsOf('monitoring'), 'ServiceMonitor');
    const [service] = objectsOf('sqlite').filter(({ kind }) => kind === 'Service');
    expect(labelsMatch(monitor.selector.matchLabels, service?.metadata.labels)).toBe(true);
    const { ports } = specOf<{ ports: { name: string }[] }>(objectsOf('sqlite'), 'Service');
    expect(monitor.endpoints.map(({ port }) => port)).toEqual(ports.map(({ name }) => name));
    const contract = readFileSync(join(root, 'openapi.yaml'), 'utf8');
    for (const { path } of monitor.endpoints) expect(contract).toContain(`\n  ${path}:\n`);
  });
});
