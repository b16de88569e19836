/** States of a Helm revision, in lower case: Helm 3's, and Helm 2's that differ. */
const states = new Set([
  'unknown',
  'deployed',
  'uninstalled',
  'superseded',
  'failed',
  'uninstalling',
  'pending-install',
  'pending-upgrade',
  'pending-rollback',
  'deleted',
  'deleting',
  'pending_install',
  'pending_upgrade',
  'pending_rollback',
]);

/** `deployed`, `SUPERSEDED`, `pending-upgrade` … */
export const isReleaseStatus = (word: string): boolean => states.has(word.toLowerCase());

/** Position of the status among words, behind the date that stands before it; -1 when there is none. */
export const statusPosition = (words: readonly string[]): number =>
  words.findIndex((word, position) => position > 2 && isReleaseStatus(word));
