/** How many mutants of a kind were made, and how many of them some test case notices. */
export interface Tally {
  made: number;
  killed: number;
  /** Of those killed: the outcome of no case is another, but for the signals that the rule's own cases state. */
  byStatedSignals: number;
}

export const noneMade = (): Tally => ({ made: 0, killed: 0, byStatedSignals: 0 });

/** The tallies of several rules as one. */
export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, { made, killed, byStatedSignals }) => ({
      made: sum.made + made,
      killed: sum.killed + killed,
      byStatedSignals: sum.byStatedSignals + byStatedSignals,
    }),
    noneMade(),
  );

/** The share that is noticed, 0 to 1; where there is nothing to notice, all of it. */
export const scoreOf = ({ made, killed }: Tally): number => (made === 0 ? 1 : killed / made);
