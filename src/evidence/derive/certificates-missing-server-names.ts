import type { SeenCertificate } from '../../facts/certificates.ts';
import type { KubeconfigServer } from '../../facts/control-plane.ts';
import { type Derivation, type DerivedItem, derivedList, itemsOf } from '../derivation.ts';

const fact = 'certificates.missing-server-names';

/** Whether a name of a certificate, a wildcard perhaps, is the host's. */
const covers = (name: string, host: string): boolean =>
  name.startsWith('*.') ? host.slice(host.indexOf('.')) === name.slice(1) : name === host;

/** Servers of kubeconfigs that are not among the names of the API server's certificate. That there is none is never known. */
export const certificatesMissingServerNames: Derivation = {
  fact,
  derive(facts) {
    // Items of both facts: sources and `checkEvidence` hold to their schemas.
    const certificates = itemsOf(facts.of('certificates.seen')).filter(({ value }) =>
      (value as SeenCertificate).names?.includes('kubernetes.default'),
    );
    if (certificates.length === 0) return [];
    const names = certificates.flatMap(({ value }) => (value as SeenCertificate).names ?? []);
    const items = itemsOf(facts.of('kubeconfig.servers')).flatMap((server): DerivedItem[] => {
      const host = (server.value as KubeconfigServer).host.toLowerCase();
      const isCovered =
        /[x*]{2}|^<|^localhost$|^127\./.test(host) || names.some((name) => covers(name, host));
      return isCovered ? [] : [{ item: host, from: [server], also: certificates }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
