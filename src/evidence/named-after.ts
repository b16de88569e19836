/**
 * Finds the first Service that a pod is named after: one whose name is the pod's without its last one, two or three words.
 */
export function serviceOfPod<T>(
  services: readonly T[],
  nameOf: (service: T) => string,
): (pod: string) => T | undefined {
  const first = new Map<string, number>();
  for (const [position, service] of services.entries())
    if (!first.has(nameOf(service))) first.set(nameOf(service), position);
  return (pod) => {
    const positions = shorterNames(pod)
      .filter((name) => isNamedAfter(pod, name))
      .flatMap((name) => first.get(name) ?? []);
    return services[Math.min(...positions)];
  };
}

/** `a-b-c`, `a-b` and `a` of `a-b-c-d`. */
function shorterNames(pod: string): string[] {
  const names: string[] = [];
  for (let at = pod.lastIndexOf('-'); at > 0 && names.length < 3; at = pod.lastIndexOf('-', at - 1))
    names.push(pod.slice(0, at));
  return names;
}

/** `web-5d8f7c9b6-x2kqp`, `web-2923313648-840kr` and `web-0` are behind `web`, as far as names tell. */
export function isNamedAfter(pod: string, service: string): boolean {
  if (service === '' || !pod.startsWith(`${service}-`)) return false;
  return /^(?:\d{1,3}|(?:[a-f0-9]{8,10}-)?[a-z0-9]{4,5}|[a-f0-9]{4,10})$/.test(pod.slice(service.length + 1));
}
