import type { AdmissionWebhook } from '../../facts/api-extensions.ts';
import type { Observation } from '../../facts/known.ts';
import type { ServiceEndpoints } from '../../facts/services.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'webhooks.without-endpoints';

/** Webhooks whose Service is listed without a ready address. Unknown when no listing shows any of their Services. */
export const webhooksWithoutEndpoints: Derivation = {
  fact,
  derive(facts) {
    const endpoints = itemsOf(facts.of('kubernetes.endpoints'));
    const known = itemsOf(facts.of('kubernetes.webhooks')).flatMap((webhook) => {
      const behind = endpoints.filter((one) => isBehind(endpointsOf(one), webhookOf(webhook)));
      return behind.length === 0 ? [] : [{ webhook, behind }];
    });
    if (known.length === 0) return [];
    const items = known
      .filter(({ behind }) => behind.every((one) => endpointsOf(one).ready.length === 0))
      .map(({ webhook, behind }) => ({ item: webhook.value, from: [webhook, ...behind] }));
    const inputs = known.flatMap(({ webhook, behind }) => [webhook, ...behind]);
    return [derivedList({ fact }, items, inputs)];
  },
};

function isBehind({ namespace, service }: ServiceEndpoints, webhook: AdmissionWebhook): boolean {
  const [wantedNamespace, name] = webhook.service?.split('/') ?? [];
  return name === service && (namespace === null || namespace === wantedNamespace);
}

// Items of these lists: sources and `checkEvidence` hold to the facts' schemas.
const webhookOf = ({ value }: Observation): AdmissionWebhook => value as AdmissionWebhook;
const endpointsOf = ({ value }: Observation): ServiceEndpoints => value as ServiceEndpoints;
