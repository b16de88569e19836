import type { UnknownIngressClass } from '../../facts/services-relations.ts';
import { classesIn, ingressesIn } from '../cluster-objects.ts';
import { type Derivation, derivedList } from '../derivation.ts';

const fact = 'ingress.unknown-classes';

/** An answer shows so many. */
const most = 50;

/** Ingresses that no controller takes, by their class. Unknown without a listing of classes. */
export const ingressUnknownClasses: Derivation = {
  fact,
  derive(facts) {
    const known = facts.of('kubernetes.ingress-classes');
    const ingresses = ingressesIn(facts).filter(({ object }) => object.className !== undefined);
    if (known.length === 0 || ingresses.length === 0) return [];
    const classes = classesIn(facts);
    const names = new Set(classes.map(({ object }) => object.name));
    const shown = [...names].slice(0, most).join(',');
    // The table does not show which class is the default.
    const mayHaveDefault = classes.some(({ object }) => object.isDefault !== false);
    const unknown = ingresses.filter(({ object: { className } }) =>
      className === null || className === undefined ? !mayHaveDefault : !names.has(className),
    );
    const listed = known.flatMap(({ observations }) => observations);
    const items = unknown.map(({ object, observation }) => ({
      item: {
        namespace: object.namespace,
        ingress: object.name,
        className: object.className ?? null,
        classes: shown,
      } satisfies UnknownIngressClass,
      from: [observation],
      also: listed,
    }));
    return [derivedList({ fact }, items, [...ingresses.map(({ observation }) => observation), ...listed])];
  },
};
