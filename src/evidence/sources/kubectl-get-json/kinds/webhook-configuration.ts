import type { AdmissionWebhook } from '../../../../facts/api-extensions.ts';
import { type JsonObject, listAt, textAt } from '../../../text/json-value.ts';
import type { ObjectFact, ObjectKind } from '../object-kind.ts';

const fact = 'kubernetes.webhooks';

function webhooksOf(object: JsonObject): ObjectFact[] {
  const configuration = textAt(object, 'metadata', 'name');
  if (configuration === undefined) return [];
  return listAt(object, 'webhooks').flatMap((entry) => {
    const webhook = textAt(entry, 'name');
    if (webhook === undefined) return [];
    const name = textAt(entry, 'clientConfig', 'service', 'name');
    const namespace = textAt(entry, 'clientConfig', 'service', 'namespace');
    const failurePolicy = textAt(entry, 'failurePolicy');
    const item: AdmissionWebhook = {
      configuration,
      webhook,
      ...(name === undefined || namespace === undefined ? {} : { service: `${namespace}/${name}` }),
      ...(failurePolicy === undefined ? {} : { failurePolicy }),
    };
    return [{ fact, item }];
  });
}

const kindOf = (kind: string, resources: readonly string[]): ObjectKind => ({
  kind,
  resources,
  facts: [fact],
  read: webhooksOf,
});

export const validatingWebhookConfiguration = kindOf('ValidatingWebhookConfiguration', [
  'validatingwebhookconfigurations',
  'validatingwebhookconfiguration',
]);

export const mutatingWebhookConfiguration = kindOf('MutatingWebhookConfiguration', [
  'mutatingwebhookconfigurations',
  'mutatingwebhookconfiguration',
]);
