import type { JsonObject } from '../../text/json-value.ts';

/** One fact that an object states: an item of a list, or a whole value. */
export type ObjectFact = { readonly fact: string } & (
  | { readonly item: unknown }
  | { readonly value: unknown }
);

/** How to read the objects of one kind. A kind is a file in kinds/ and a line in kinds.ts. */
export interface ObjectKind {
  /** As the property `kind` has it: `Service`. */
  readonly kind: string;
  /** Its names on kubectl's command line, in lower case: `services`, `service`, `svc`. */
  readonly resources: readonly string[];
  /** Ids of the facts that `read` can give. */
  readonly facts: readonly string[];
  /** The fact that is known to be empty when the whole cluster has no such object. */
  readonly list?: string;
  /** Never throws. Whether a manifest that no server has answered for (without status) tells anything is for the kind to say. */
  read(object: JsonObject): readonly ObjectFact[];
}
