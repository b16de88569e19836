import type { components } from '../../src/http/openapi-types.ts';
import { bodyOf, type Reply, type Sent } from './ask.ts';

type Schemas = components['schemas'];
type Kind = 'open' | 'evidence' | 'confirmation';

/** A write that may be repeated: its idempotency key stands in its headers. */
export interface Write {
  kind: Kind;
  sent: Sent;
  /** Stands in the evidence or the note, and in no other. */
  marker: string;
}

export interface Acknowledged extends Write {
  reply: Reply;
}

export interface KnownCase {
  id: string;
  /** By sequence number: the stored diagnosis as it was answered (JSON), and the marker of the evidence. */
  diagnoses: Map<number, { answer: string; marker: string }>;
  confirmation: Schemas['CaseSummary']['confirmation'];
}

/** All that the server has said it stored, and what it was asked for without an answer. */
export class Ledger {
  readonly cases = new Map<string, KnownCase>();
  readonly acknowledged: Acknowledged[] = [];
  /** Numbers and digests of activations. */
  readonly activations = new Map<number, string>();
  /** Versions of the made rule that were published, with the title of each. */
  readonly published = new Map<number, string>();
  readonly keys: string[] = [];
  /** Whether they were stored is not known: each must be there whole, or not at all. */
  unanswered: Write[] = [];

  acknowledge(write: Write, reply: Reply): void {
    this.acknowledged.push({ ...write, reply });
    if (write.kind === 'confirmation') {
      const { id, confirmation } = bodyOf('CaseSummary', reply);
      this.#known(id).confirmation = confirmation;
      return;
    }
    const { id, diagnosis } = bodyOf('Case', reply);
    const { marker } = write;
    this.#known(id).diagnoses.set(diagnosis.sequence, { answer: JSON.stringify(diagnosis), marker });
  }

  activated({ number, digest }: Schemas['Activation']): void {
    this.activations.set(number, digest);
  }

  #known(id: string): KnownCase {
    const known = this.cases.get(id) ?? { id, diagnoses: new Map(), confirmation: null };
    this.cases.set(id, known);
    return known;
  }
}
