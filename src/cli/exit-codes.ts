/** What `culprit` ends with, so that scripts can branch on it. */
export const exitCodes = {
  /** A cause is more probable than none of these; of other commands: done. */
  found: 0,
  /** Rules, or an installation, are not as they should be: a finding, a failing test, too few mutants noticed. */
  findings: 1,
  /** Wrong options, unreadable input, a server that does not answer. */
  badUse: 2,
  /** None of the causes that culprit knows. */
  noneOfThese: 3,
} as const;
