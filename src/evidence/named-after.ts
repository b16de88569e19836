/** `web-5d8f7c9b6-x2kqp`, `web-2923313648-840kr` and `web-0` are behind `web`, as far as names tell. */
export function isNamedAfter(pod: string, service: string): boolean {
  if (service === '' || !pod.startsWith(`${service}-`)) return false;
  return /^(?:\d{1,3}|(?:[a-f0-9]{8,10}-)?[a-z0-9]{4,5}|[a-f0-9]{4,10})$/.test(pod.slice(service.length + 1));
}
