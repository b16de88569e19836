import type { KubernetesWorkload } from '../../../facts/services.ts';
import { type Description, fieldValue, namespaceOf, valuesBelow } from '../../text/description.ts';

/** A Pod, or what makes pods: labels of the pods and declared ports. `null` when the description is of something else. */
export function describedWorkload(description: Description): KubernetesWorkload | null {
  const template = description.lines.findIndex((line) => line.text === 'Pod Template:');
  const isPod =
    fieldValue(description, 'Containers') !== undefined && fieldValue(description, 'Node') !== undefined;
  if (template < 0 && !isPod) return null;
  const lines = template < 0 ? description.lines : description.lines.slice(template);
  return {
    namespace: namespaceOf(description),
    kind: isPod ? 'Pod' : kindOf(description),
    name: description.name,
    labels: valuesBelow(lines, /^\s*Labels:/)
      .filter((pair) => pair.includes('='))
      .sort(),
    ports: lines.flatMap(({ text }) => {
      const [, shown] = /^\s+Ports?:\s+(.*)$/.exec(text) ?? [];
      return [...(shown ?? '').matchAll(/\b(\d{1,5})\/(?:TCP|UDP|SCTP)/g)].map((match) => ({
        port: Number(match[1]),
      }));
    }),
  };
}

function kindOf(description: Description): string {
  if (fieldValue(description, 'StrategyType') !== undefined) return 'Deployment';
  if (fieldValue(description, 'Desired Number of Nodes Scheduled') !== undefined) return 'DaemonSet';
  return fieldValue(description, 'Controlled By') === undefined ? 'StatefulSet' : 'ReplicaSet';
}
