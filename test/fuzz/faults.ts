/** Throws when there is a fault, with all of them. */
export function requireNone(what: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${what}: ${faults.slice(0, 5).join('; ')}`);
}
