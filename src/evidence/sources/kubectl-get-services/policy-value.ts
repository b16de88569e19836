import type { KubernetesService } from '../../../facts/services.ts';
import type { Block } from '../../source.ts';
import { asksFor, type KubectlCommand } from '../../text/kubectl-command.ts';

/** `Local`, as `kubectl get svc web -o jsonpath='{.spec.externalTrafficPolicy}'` prints it. */
export function policyValue(
  { words }: Block,
  command: KubectlCommand | null,
  text: string,
): KubernetesService | null {
  const value = /^['"]?(Local|Cluster)['"%]?$/.exec(text.trim())?.[1];
  if (value === undefined || !asksFor(command, ['service', 'services', 'svc'])) return null;
  const asked = /\.spec\.(externalTrafficPolicy|internalTrafficPolicy)\}/.exec(words.join(' '))?.[1];
  const at = words.findIndex((word) => /^(?:service|services|svc)(?:\/|$)/.test(word));
  const [, joined] = (words[at] ?? '').split('/');
  const name = joined ?? words[at + 1] ?? '';
  if (asked === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) return null;
  return { namespace: command?.namespace ?? null, name, [asked]: value };
}
