import type { DnsLookup } from '../../facts/dns.ts';
import { isAddress } from './addresses.ts';

const dnsName = /^(?=.{1,253}\.?$)[a-z0-9_*](?:[a-z0-9_*.-]{0,251}[a-z0-9_*])?\.?$/i;

/** A name that a resolver can be asked for; an address is none. */
export const isDnsName = (text: string): boolean => dnsName.test(text) && !isAddress(text);

/** `kubernetes.default`, `web.shop.svc`, `web.shop.svc.cluster.local`, and the cluster's domain alone. */
const clusterName = /(?:^|\.)(?:svc|cluster\.local)(?:\.|$)|^kubernetes\.default$|\.svc\./;

export function whoseName(name: string): DnsLookup['of'] {
  const lower = name.toLowerCase().replace(/\.$/, '');
  if (clusterName.test(lower)) return 'cluster';
  return lower.includes('.') ? 'other' : 'short';
}

/** Addresses that installers give the DNS Service: the tenth of the Service range, and those of kubespray, kubeasz and others. */
const serviceAddress =
  /^(?:10|172|192|198|100)\.\d{1,3}\.\d{1,3}\.10$|^10\.233\.0\.3$|^10\.(?:254|68)\.0\.2$|^169\.169\.\d{1,3}\.\d{1,3}$|^f[cd][0-9a-f:]{2,30}:(?:a|10)$/;

/** Addresses of NodeLocal DNSCache: the manual's, and kubespray's. */
const cacheAddress = /^169\.254\.(?:20\.10|25\.10)$/;

/** What a server's address says of it; `name` is one that stands beside it. */
export function whichServer(server: string | undefined, name = ''): DnsLookup['by'] {
  if (server === undefined) return name === 'kube-dns' ? 'cluster-dns' : 'unknown';
  const host = server.replace(/#\d{1,5}$|(?<=\d):\d{1,5}$/, '');
  if (/^(?:kube|core)-?dns\b|\.kube-system\.svc/.test(name)) return 'cluster-dns';
  if (cacheAddress.test(host)) return 'node-cache';
  if (/^127\.|^::1$|^localhost$/.test(host)) return 'loopback';
  return serviceAddress.test(host) ? 'cluster-dns' : 'other';
}

/** The parts of a lookup that the text gives; whose name and server it is follows from them. */
export const lookup = (
  given: Omit<DnsLookup, 'of' | 'by'> & { serverName?: string | undefined },
): DnsLookup => {
  const { serverName, ...item } = given;
  const isOfService = clusterName.test(item.answeredWithin ?? '');
  return {
    ...item,
    of: isOfService ? 'cluster' : whoseName(item.name),
    by: whichServer(item.server, serverName),
  };
};

/** The domain behind the name that was asked for, when the answer is about a longer one. */
export function domainBehind(asked: string, answered: string): { answeredWithin?: string } {
  const [short, long] = [asked.toLowerCase().replace(/\.$/, ''), answered.toLowerCase().replace(/\.$/, '')];
  return long.startsWith(`${short}.`) ? { answeredWithin: long.slice(short.length + 1) } : {};
}
