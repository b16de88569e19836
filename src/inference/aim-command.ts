import type { Node } from './engine.ts';
import type { Scope } from './scope.ts';

/** Facts whose items name what could not be reached, the most telling first. */
const attempts = ['connection.attempts', 'tls.handshakes', 'ping.results'] as const;

/**
 * Fills `ADDRESS` and `PORT` of a collecting command: the port that the condition asks about, the target that could
 * not be reached. `null` when the evidence names none: to try just anything again tells nothing.
 */
export function aimCommand(command: string, condition: Node, scope: Scope): string | null {
  if (!/\b(?:ADDRESS|PORT)\b/.test(command)) return command;
  const port = portAskedAbout(condition);
  const failed = failedAttempt(scope, port);
  const ports = /\bPORT\b/.test(command);
  const aimed = port ?? failed?.port ?? null;
  if (failed === null || (ports && aimed === null)) return null;
  return command.replaceAll(/\bADDRESS\b/g, failed.target).replaceAll(/\bPORT\b/g, String(aimed));
}

/** The one port that a condition on attempts names. */
export function portAskedAbout(node: Node): number | null {
  if ('children' in node) {
    const ports = new Set(node.children.map(portAskedAbout).filter((port) => port !== null));
    return ports.size === 1 ? ([...ports][0] ?? null) : null;
  }
  if (node.kind === 'not') return portAskedAbout(node.child);
  if (node.kind === 'text' || node.operator !== 'hasItem') return null;
  const port = property(node.value, 'port');
  return typeof port === 'number' ? port : null;
}

interface Failed {
  target: string;
  port: number | null;
}

function failedAttempt(scope: Scope, port: number | null): Failed | null {
  for (const fact of attempts)
    for (const { value } of scope.facts(fact))
      for (const item of Array.isArray(value) ? value : []) {
        const failed = failure(item);
        if (failed !== null && (port === null || failed.port === port || failed.port === null)) return failed;
      }
  return null;
}

/** A target that was named as an address or a host name, and not reached; a masked one cannot be tried. */
function failure(item: unknown): Failed | null {
  const target = property(item, 'target');
  const port = property(item, 'port');
  if (isReached(item) || typeof target !== 'string' || !/^[\w.:-]+$/.test(target)) return null;
  return {
    target: target.includes(':') ? `[${target}]` : target,
    port: typeof port === 'number' ? port : null,
  };
}

const isReached = (item: unknown): boolean =>
  ['connected', 'completed'].includes(String(property(item, 'outcome'))) ||
  Number(property(item, 'received')) > 0;

const property = (value: unknown, name: string): unknown =>
  value !== null && typeof value === 'object'
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
