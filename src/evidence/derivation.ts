import type { FactBase, KnownFact, Observation, Origin } from '../facts/known.ts';

/** Computes one derived fact. Answers nothing when what it needs is unknown; absent is not false. */
export interface Derivation {
  readonly fact: string;
  derive(facts: FactBase): KnownFact[];
}

/** One item of a derived list, with the observations that it was computed from. */
export interface DerivedItem {
  item: unknown;
  from: readonly Observation[];
  /** What it rests on besides, in one array that other items share: it is gone through once for all of them. */
  also?: readonly Observation[];
}

/** A derived list about one subject. When it is empty, `inputs` are the observations that prove it. */
export function derivedList(
  { fact, host = null }: { fact: string; host?: string | null },
  items: readonly DerivedItem[],
  inputs: readonly Observation[],
): KnownFact {
  const observations = items.map(({ item, from, also = [] }) =>
    observation({ fact, host, kind: 'item', value: item, from, also }),
  );
  if (items.length > 0) return { fact, host, value: items.map(({ item }) => item), observations };
  return {
    fact,
    host,
    value: [],
    observations: [observation({ fact, host, kind: 'none', value: undefined, from: inputs })],
  };
}

/** A derived scalar about the cluster. */
export const derivedValue = (fact: string, value: unknown, from: readonly Observation[]): KnownFact =>
  derivedOf({ fact, host: null }, value, from);

/** A derived scalar about one machine. */
export const derivedOf = (
  { fact, host }: { fact: string; host: string | null },
  value: unknown,
  from: readonly Observation[],
): KnownFact => ({
  fact,
  host,
  value,
  observations: [observation({ fact, host, kind: 'value', value, from })],
});

/** The items that are known of a list, of all its subjects. */
export const itemsOf = (known: readonly KnownFact[]): Observation[] =>
  known.flatMap(({ observations }) => observations.filter(({ kind }) => kind === 'item'));

/** As many origins as an answer can show; a listing has hundreds. */
const most = 50;

function observation({
  from,
  also = [],
  ...made
}: Pick<Observation, 'fact' | 'host' | 'kind' | 'value'> & Omit<DerivedItem, 'item'>): Observation {
  const [own, shared] = [groundsIn(from), groundsOf(also)];
  return {
    ...made,
    observedAt: later(own.latest, shared.latest),
    origins: distinct([...own.origins, ...shared.origins]).slice(0, most),
  };
}

/** What is said of observations on which something rests. */
interface Grounds {
  latest: string | null;
  origins: readonly Origin[];
}

const known = new WeakMap<readonly Observation[], Grounds>();

function groundsOf(observations: readonly Observation[]): Grounds {
  const grounds = known.get(observations) ?? groundsIn(observations);
  known.set(observations, grounds);
  return grounds;
}

function groundsIn(observations: readonly Observation[]): Grounds {
  const latest = observations.reduce<string | null>((time, { observedAt }) => later(time, observedAt), null);
  return { latest, origins: distinct(observations.flatMap(({ origins }) => origins)).slice(0, most) };
}

const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && Date.parse(b) > Date.parse(a)) ? b : a;

const distinct = (origins: readonly Origin[]): Origin[] => [
  ...new Map(origins.map((origin) => [JSON.stringify(origin), origin])).values(),
];
