import type { KubernetesService, ServiceEndpoints } from '../../../facts/services.ts';
import type { Block, Line } from '../../source.ts';
import { kubectlCommand } from '../../text/kubectl-command.ts';

/** Lines that `grep` left of `kubectl describe svc NAME`: the command says of which Service they are. */
export function pickedLines({ words, lines }: Block): { items: [string, object][]; lines: Line[] } | null {
  const command = kubectlCommand(words);
  const at = words.findIndex((word) => /^(?:services?|svc)(?:\/|$)/.test(word));
  const name = (words[at] ?? '').split('/')[1] ?? words[at + 1] ?? '';
  const isPicked = command?.verb === 'describe' && at >= 0 && /^[a-z0-9][a-z0-9.-]{0,62}$/.test(name);
  if (!isPicked || lines.some(({ text }) => text.startsWith('Name:'))) return null;
  const shown = (key: string): Line[] => lines.filter(({ text }) => text.startsWith(`${key}:`));
  const shownAs = (key: string): string | undefined =>
    shown(key)[0]
      ?.text.slice(key.length + 1)
      .trim();
  const policy = shownAs('External Traffic Policy');
  const internal = shownAs('Internal Traffic Policy');
  const endpoints = shown('Endpoints');
  if (policy === undefined && internal === undefined && endpoints.length === 0) return null;
  const service: KubernetesService = {
    namespace: command?.namespace ?? null,
    name,
    ...(policy === undefined ? {} : { externalTrafficPolicy: policy }),
    ...(internal === undefined ? {} : { internalTrafficPolicy: internal }),
  };
  const behind: ServiceEndpoints = {
    namespace: service.namespace,
    service: name,
    slice: '',
    ready: endpoints.flatMap(({ text }) => text.match(/\b\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}\b/g) ?? []),
  };
  return {
    items: [['kubernetes.services', service], ...(endpoints.length > 0 ? [endpointsItem(behind)] : [])],
    lines: lines.filter(({ text }) => /^[A-Z][\w ()-]{1,40}:\s/.test(text)),
  };
}

const endpointsItem = (behind: ServiceEndpoints): [string, object] => ['kubernetes.endpoints', behind];
