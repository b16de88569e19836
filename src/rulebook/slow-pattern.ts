/** Characters of which a part of a pattern can match one. */
type Characters = ReadonlySet<string>;

/** What of a part of a pattern decides whether repeating it is ambiguous. */
interface Part {
  /** It can match nothing. */
  isEmptyToo: boolean;
  /** With what its matches begin. */
  first: Characters;
  /** With what the repetitions begin that stand at its beginning, and at its end. */
  startLoops: Characters;
  endLoops: Characters;
  /** Whether it has a match of these characters alone. */
  canBeOf(characters: Characters): boolean;
  /** It has a repetition with two ways to match one text. */
  isSlow: boolean;
  /** It matches a single character. */
  isOne: boolean;
}

/** Judging a pattern costs time by the square of its length; nobody reads longer ones. */
const LONGEST_JUDGED = 1000;
/** More repetitions than this are as bad as any number. */
const MANY = 10;
const none: Characters = new Set();
const nothing: Part = {
  isEmptyToo: true,
  first: none,
  startLoops: none,
  endLoops: none,
  canBeOf: () => true,
  isSlow: false,
  isOne: false,
};
const alphabet = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é'];

/**
 * Whether a pattern takes exponential time on engines that backtrack, as those of most languages do: `(a+)+`, `(\w|\d)*`.
 * It repeats something that ends in a repetition which can also be the next round, or its beginning. Here RE2 runs it, in linear time.
 */
export const isSlowElsewhere = (pattern: string): boolean =>
  pattern.length <= LONGEST_JUDGED && new Reader(pattern).alternatives().isSlow;

const union = (...all: readonly Characters[]): Characters => new Set(all.flatMap((one) => [...one]));
const overlap = (a: Characters, b: Characters): boolean => [...a].some((character) => b.has(character));

class Reader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  alternatives(): Part {
    const branches = [this.#sequence()];
    while (this.#take(/\|/y) !== null) branches.push(this.#sequence());
    return {
      isEmptyToo: branches.some(({ isEmptyToo }) => isEmptyToo),
      first: union(...branches.map(({ first }) => first)),
      startLoops: union(...branches.map(({ startLoops }) => startLoops)),
      // What two branches match is matched in two ways, as by a repetition.
      endLoops: union(...branches.map(({ endLoops }) => endLoops), ambiguous(branches)),
      canBeOf: (characters) => branches.some((branch) => branch.canBeOf(characters)),
      isSlow: branches.some(({ isSlow }) => isSlow),
      isOne: branches.every(({ isOne }) => isOne),
    };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern.charAt(this.#at))) {
      parts.push(this.#repeated(this.#atom()));
    }
    return parts.reduce(joined, nothing);
  }

  #repeated(part: Part): Part {
    const sign = this.#take(/[?*+]|\{\d+(?:,\d*)?\}/y);
    if (sign === null) return part;
    this.#take(/\?/y);
    const [least = 0, most = least] = boundsOf(sign);
    const isLoop = most > MANY;
    return {
      isEmptyToo: part.isEmptyToo || least === 0,
      first: part.first,
      startLoops: isLoop ? union(part.first, part.startLoops) : part.startLoops,
      endLoops: isLoop ? union(part.first, part.endLoops) : part.endLoops,
      canBeOf: (characters) => least === 0 || part.canBeOf(characters),
      isSlow: part.isSlow || (isLoop && canGoOn(part)),
      isOne: false,
    };
  }

  #atom(): Part {
    if (this.#take(/\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?/y) !== null) {
      const isFlags = this.#take(/\?[a-zA-Z-]+\)/y) !== null;
      if (isFlags) return nothing;
      const inner = this.alternatives();
      this.#take(/\)/y);
      return inner;
    }
    if (this.#take(/[$^]|\\[bBAz]/y) !== null) return nothing;
    return oneOf(
      this.#take(/\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|[\s\S]/uy) ?? '',
    );
  }

  #take(token: RegExp): string | null {
    token.lastIndex = this.#at;
    const taken = token.exec(this.#pattern)?.[0] ?? null;
    this.#at += taken?.length ?? 0;
    return taken;
  }
}

const joined = (whole: Part, part: Part): Part => ({
  isEmptyToo: whole.isEmptyToo && part.isEmptyToo,
  first: whole.isEmptyToo ? union(whole.first, part.first) : whole.first,
  startLoops: whole.isEmptyToo ? union(whole.startLoops, part.startLoops) : whole.startLoops,
  endLoops: part.isEmptyToo ? union(whole.endLoops, part.endLoops) : part.endLoops,
  canBeOf: (characters) => whole.canBeOf(characters) && part.canBeOf(characters),
  isSlow: whole.isSlow || part.isSlow,
  isOne: whole === nothing && part.isOne,
});

/** Whether a loop at the end of a round can go on where the next round is, or begins with a loop. */
const canGoOn = ({ startLoops, endLoops, canBeOf }: Part): boolean =>
  overlap(endLoops, startLoops) || (endLoops.size > 0 && canBeOf(endLoops));

function ambiguous(branches: readonly Part[]): Characters {
  const characters = branches.filter(({ isOne }) => isOne).map(({ first }) => first);
  const seen = new Set<string>();
  return union(
    ...characters.filter((first) => {
      const isRepeated = overlap(first, seen);
      for (const character of first) seen.add(character);
      return isRepeated;
    }),
  );
}

function boundsOf(sign: string): [number, number] {
  if (sign === '?') return [0, 1];
  if (sign === '*' || sign === '+') return [sign === '+' ? 1 : 0, Number.POSITIVE_INFINITY];
  const [least = '0', most] = sign.slice(1, -1).split(',');
  return [
    Number(least),
    most === undefined ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most),
  ];
}

/** A literal, an escape or a class of characters. What JavaScript cannot read as one is taken for any character. */
function oneOf(token: string): Part {
  const matches = matcherOf(token);
  const first = new Set(alphabet.filter(matches));
  return {
    isEmptyToo: false,
    first,
    startLoops: none,
    endLoops: none,
    canBeOf: (characters) => overlap(first, characters),
    isSlow: false,
    isOne: true,
  };
}

function matcherOf(token: string): (character: string) => boolean {
  try {
    const expression = new RegExp(`^(?:${token.replace(/^[{}\]]$/, '\\$&')})$`, 'isu');
    return (character) => expression.test(character);
  } catch {
    return () => true;
  }
}
