import { systemActor } from '../access/actor.ts';
import { type CompiledRulebook, compileRulebook } from '../inference/compile-rulebook.ts';
import type { Clock } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import { endsOf } from './disabled-rules.ts';
import { endDisabling } from './end-disabling.ts';
import type { Store } from './ports.ts';
import type { Activation } from './rule-ports.ts';

interface Loaded {
  number: number;
  compiled: CompiledRulebook;
  /** When the next rule that is disabled takes part again; `null`: none will by itself. */
  nextEnd: string | null;
}

/**
 * The rulebook in force, as the store says at each request: whichever process activates another one, the next request
 * everywhere is answered by it, and requests under way finish on theirs.
 */
export class RulebookInForce {
  readonly #store: Store;
  readonly #clock: Clock;
  #loaded: Loaded | null = null;
  /** By the activation's number: the requests that find a new one wait for it together. */
  readonly #loading = new Map<number, Promise<void>>();

  readonly #onLoaded: (activation: Activation, rules: number) => void;

  /** `onLoaded` hears of each rulebook that this process begins to answer by. */
  constructor(
    store: Store,
    clock: Clock,
    onLoaded: (activation: Activation, rules: number) => void = () => {},
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#onLoaded = onLoaded;
  }

  /** Rejects with `unavailable` when the store cannot say; a rulebook that was in force here goes on answering then. */
  async current(): Promise<CompiledRulebook> {
    try {
      await this.#update();
      const end = this.#loaded?.nextEnd ?? null;
      if (end !== null && end <= this.#clock.now().toISOString()) {
        await endDisabling({ actor: systemActor, store: this.#store, clock: this.#clock });
        await this.#update();
      }
    } catch (error) {
      if (this.#loaded === null) throw error;
    }
    if (this.#loaded === null) throw new CulpritError('unavailable', 'No rulebook is in force yet.');
    return this.#loaded.compiled;
  }

  async #update(): Promise<void> {
    const activation = await this.#store.newestActivation();
    if (activation === null) throw new CulpritError('unavailable', 'No rulebook is in force yet.');
    if (this.#loaded?.number !== activation.number) await this.#loadOnce(activation);
  }

  #loadOnce(activation: Activation): Promise<void> {
    const { number } = activation;
    const loading =
      this.#loading.get(number) ?? this.#load(activation).finally(() => this.#loading.delete(number));
    this.#loading.set(number, loading);
    return loading;
  }

  async #load(activation: Activation): Promise<void> {
    const rulebook = await this.#store.findRulebook(activation.digest);
    if (rulebook === null)
      throw new CulpritError('unavailable', `The rulebook ${activation.digest} is not in the database.`);
    const events = rulebook.disabled === undefined ? [] : await this.#store.listRuleEvents();
    const [first] = endsOf(rulebook.disabled ?? {}, events)
      .map(({ until }) => until)
      .sort();
    // Another request may have loaded a later one meanwhile.
    if ((this.#loaded?.number ?? 0) >= activation.number) return;
    this.#loaded = { number: activation.number, compiled: compileRulebook(rulebook), nextEnd: first ?? null };
    this.#onLoaded(activation, rulebook.rules.length);
  }
}
