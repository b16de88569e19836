import { type CompiledRulebook, compileRulebook } from '../inference/compile-rulebook.ts';
import { CulpritError } from '../lib/errors.ts';
import type { Store } from './ports.ts';
import type { Activation } from './rule-ports.ts';

/** The rulebook of an activation, ready for evaluation. */
export interface InForce {
  activation: Activation;
  compiled: CompiledRulebook;
}

/**
 * The rulebook in force, as the store says at each request: whichever process activates another one, the next request
 * everywhere is answered by it, and requests under way finish on theirs.
 */
export class RulebookInForce {
  readonly #store: Pick<Store, 'newestActivation' | 'findRulebook'>;
  #loaded: { number: number; inForce: Promise<InForce> } | null = null;

  constructor(store: Pick<Store, 'newestActivation' | 'findRulebook'>) {
    this.#store = store;
  }

  /** Rejects with `unavailable` when the store cannot say; a rulebook that was in force here goes on answering then. */
  async current(): Promise<InForce> {
    const loaded = this.#loaded;
    const activation = await this.#store.newestActivation().catch((error: unknown) => {
      if (loaded === null) throw error;
      return null;
    });
    if (activation === null) {
      if (loaded === null) throw new CulpritError('unavailable', 'No rulebook is in force yet.');
      return loaded.inForce;
    }
    if (this.#loaded?.number === activation.number) return this.#loaded.inForce;
    const inForce = this.#load(activation);
    const loading = { number: activation.number, inForce };
    this.#loaded = loading;
    inForce.catch(() => {
      if (this.#loaded === loading) this.#loaded = loaded;
    });
    return inForce;
  }

  async #load(activation: Activation): Promise<InForce> {
    const rulebook = await this.#store.findRulebook(activation.digest);
    if (rulebook === null)
      throw new CulpritError('unavailable', `The rulebook ${activation.digest} is not in the database.`);
    return { activation, compiled: compileRulebook(rulebook) };
  }
}
