import { join } from 'node:path';
import { buildKustomization, type KubernetesObject } from '../../packaging/kustomize.ts';
import { root } from '../run-culprit.ts';

export const folderOf = (name: string): string => join(root, 'deploy/kubernetes', name);

/** What an operator applies: one of the first two, and what of the others the cluster has. */
export const applied = ['sqlite', 'postgres', 'monitoring', 'oidc', 'maintenance'] as const;

export const objectsOf = (name: string): KubernetesObject[] => buildKustomization(folderOf(name));

export interface Probe {
  httpGet: { path: string; port: string };
  periodSeconds: number;
  failureThreshold: number;
}

export interface Container {
  name: string;
  image: string;
  args: string[];
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string; key: string } } }[];
  envFrom?: { configMapRef?: { name: string }; secretRef?: { name: string; optional?: boolean } }[];
  ports?: { name: string; containerPort: number }[];
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    privileged?: boolean;
    runAsUser?: number;
    capabilities?: { add?: string[]; drop?: string[] };
  };
  resources?: Record<'requests' | 'limits', Record<string, string>>;
  volumeMounts: { name: string; mountPath: string }[];
  startupProbe?: Probe;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
}

export interface PodSpec {
  serviceAccountName: string;
  automountServiceAccountToken: boolean;
  enableServiceLinks: boolean;
  terminationGracePeriodSeconds: number;
  securityContext: {
    runAsNonRoot: boolean;
    runAsUser: number;
    fsGroup: number;
    seccompProfile: { type: string };
  };
  initContainers: Container[];
  containers: Container[];
  volumes: { name: string; emptyDir?: object; persistentVolumeClaim?: { claimName: string } }[];
}

export interface DeploymentSpec {
  replicas: number;
  strategy: { type: string };
  selector: { matchLabels: Record<string, string> };
  template: { metadata: { labels: Record<string, string> }; spec: PodSpec };
}

/** The spec of the only object of a kind. Its shape has been checked against the schema of the kind. */
export function specOf<T>(objects: readonly KubernetesObject[], kind: string): T {
  const [object, ...others] = objects.filter((candidate) => candidate.kind === kind);
  if (object === undefined || others.length > 0) throw new Error(`One ${kind} is wanted.`);
  return object['spec'] as T;
}
