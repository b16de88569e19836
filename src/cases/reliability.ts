/** What was stated of an answer, and whether it was right. */
export interface Statement {
  stated: number;
  isRight: boolean;
}

export interface Reliability {
  /** Stated probabilities from here, up to the next bin's. */
  from: number;
  count: number;
  /** What was stated on average, and how often it was right. */
  stated: number;
  right: number;
}

const BINS = 10;

/** What was stated, against how often it was right, in tenths; tenths in which nothing was stated are left out. */
export const reliability = (statements: readonly Statement[]): Reliability[] =>
  Array.from({ length: BINS }, (_, bin) => {
    const inBin = statements.filter(({ stated }) => Math.min(BINS - 1, Math.floor(stated * BINS)) === bin);
    const mean = (of: (one: Statement) => number) =>
      inBin.reduce((sum, one) => sum + of(one), 0) / inBin.length;
    return {
      from: bin / BINS,
      count: inBin.length,
      stated: mean(({ stated }) => stated),
      right: mean(({ isRight }) => Number(isRight)),
    };
  }).filter(({ count }) => count > 0);

/** Expected calibration error: how far what is stated lies from how often it is right, on average over the statements. */
export function calibrationError(bins: readonly Reliability[]): number {
  const all = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, stated, right }) => sum + (count / Math.max(1, all)) * Math.abs(stated - right),
    0,
  );
}
