import type { ApiService } from '../../../../facts/api-extensions.ts';
import { listAt, textAt } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';

const fact = 'kubernetes.api-services';

export const apiService: ObjectKind = {
  kind: 'APIService',
  resources: ['apiservices', 'apiservice'],
  facts: [fact],
  read(object) {
    const name = textAt(object, 'metadata', 'name');
    const condition = listAt(object, 'status', 'conditions').find(
      (one) => textAt(one, 'type') === 'Available',
    );
    // A manifest that no server has answered for does not say whether it is available.
    if (name === undefined || condition === undefined) return [];
    const service = textAt(object, 'spec', 'service', 'name');
    const reason = textAt(condition, 'reason');
    const item: ApiService = {
      name,
      available: textAt(condition, 'status') === 'True',
      ...(service === undefined
        ? {}
        : { service: `${textAt(object, 'spec', 'service', 'namespace') ?? ''}/${service}` }),
      ...(reason === undefined ? {} : { reason }),
    };
    return [{ fact, item }];
  },
};
