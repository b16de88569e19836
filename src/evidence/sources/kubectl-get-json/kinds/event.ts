import { textAt } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';

export const event: ObjectKind = {
  kind: 'Event',
  resources: ['events', 'event', 'ev'],
  facts: ['kubernetes.events'],
  read(object) {
    const reason = textAt(object, 'reason');
    const message = textAt(object, 'message') ?? textAt(object, 'note');
    if (reason === undefined || message === undefined) return [];
    const about = textAt(object, 'involvedObject', 'kind') === undefined ? 'regarding' : 'involvedObject';
    return [
      {
        fact: 'kubernetes.events',
        item: {
          type: textAt(object, 'type') ?? null,
          reason,
          kind: textAt(object, about, 'kind') ?? null,
          name: textAt(object, about, 'name') ?? null,
          namespace: textAt(object, about, 'namespace') ?? null,
          message,
        },
      },
    ];
  },
};
