/** How long a counterexample is made smaller. */
const MILLISECONDS = 20_000;

/**
 * A smaller input that still fails: items of its lists, and lines and pieces of its texts, are left out as long as it does.
 * The shape stays: members of objects are kept.
 */
export async function minimise(
  input: unknown,
  fails: (input: unknown) => Promise<boolean>,
): Promise<unknown> {
  const deadline = performance.now() + MILLISECONDS;
  let smallest = input;
  for (let found = true; found && performance.now() < deadline; ) {
    found = false;
    for (const smaller of smallerThan(smallest)) {
      if (performance.now() > deadline) break;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      found = true;
      break;
    }
  }
  return smallest;
}

function* smallerThan(value: unknown): Iterable<unknown> {
  if (typeof value === 'string') yield* shorterTexts(value);
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const [from, to] of pieces(value.length)) yield value.toSpliced(from, to - from);
    for (const [i, item] of value.entries())
      for (const smaller of smallerThan(item)) yield value.with(i, smaller);
    return;
  }
  // `__proto__` stays a member.
  for (const [key, member] of Object.entries(value))
    for (const smaller of smallerThan(member))
      yield Object.defineProperty({ ...value }, key, {
        value: smaller,
        enumerable: true,
        writable: true,
        configurable: true,
      });
}

function* shorterTexts(text: string): Iterable<string> {
  const lines = text.split('\n');
  for (const [from, to] of pieces(lines.length)) yield lines.toSpliced(from, to - from).join('\n');
  if (lines.length === 1)
    for (const [from, to] of pieces(text.length)) yield text.slice(0, from) + text.slice(to);
}

/** Halves first, then ever smaller pieces. */
function* pieces(length: number): Iterable<[number, number]> {
  for (let size = length; size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < length; from += size) yield [from, Math.min(length, from + size)];
}
