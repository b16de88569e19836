import type { KubernetesIngressClass } from '../../../../facts/services.ts';
import { at, textAt } from '../../../text/json-value.ts';
import type { ObjectKind } from '../object-kind.ts';

const fact = 'kubernetes.ingress-classes';

export const ingressClass: ObjectKind = {
  kind: 'IngressClass',
  resources: ['ingressclasses', 'ingressclass'],
  facts: [fact],
  list: fact,
  read(object) {
    const name = textAt(object, 'metadata', 'name');
    if (name === undefined) return [];
    const controller = textAt(object, 'spec', 'controller');
    const marked = at(object, 'metadata', 'annotations', 'ingressclass.kubernetes.io/is-default-class');
    const item: KubernetesIngressClass = {
      name,
      isDefault: marked === 'true' || marked === true,
      ...(controller === undefined ? {} : { controller }),
    };
    return [{ fact, item }];
  },
};
