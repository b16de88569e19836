/** How often each thing was tried, for people who want to know what a run covered. */
export class Tally {
  readonly #groups = new Map<string, Map<string, number>>();

  /** `group`: an operation for instance; `what`: its status. */
  count(group: string, what: string): void {
    const counts = this.#groups.get(group) ?? new Map<string, number>();
    counts.set(what, (counts.get(what) ?? 0) + 1);
    this.#groups.set(group, counts);
  }

  /** A line a group: `openCase: 201 (12), 400 (30)`. */
  lines(): string[] {
    return [...this.#groups].sort().map(([group, counts]) => {
      const each = [...counts].sort().map(([what, count]) => `${what} (${count})`);
      return `${group}: ${each.join(', ')}`;
    });
  }
}
