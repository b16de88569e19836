/** What answers named, so that later requests can ask for it. */
export class KnownIds {
  readonly #known = new Map<string, string[]>();
  /** Cases that were opened and not deleted. */
  readonly cases = new Set<string>();

  /** The text with `{{case:2}}` replaced by the third case that is known, counted round; by a stranger's id when none is. */
  fill(text: string): string {
    return text.replace(/\{\{([a-z]{1,10}):(\d{1,3})\}\}/g, (_, kind: string, nth: string) => {
      const known = this.#known.get(kind) ?? [];
      return known[Number(nth) % known.length] ?? strangers[kind] ?? '';
    });
  }

  add(kind: string, id: unknown): void {
    if (typeof id !== 'string') return;
    const known = this.#known.get(kind) ?? [];
    if (!known.includes(id)) this.#known.set(kind, [...known, id]);
  }

  /** Learns from an answer that was no problem. */
  learn(operation: string, { path, headers, body }: { path: string; headers: Headers; body: unknown }): void {
    const { id, nextCursor, items, activation, rulebook } = Object(body);
    if (operation === 'openCase') this.#open(String(id));
    if (operation === 'startBacktest') this.add('backtest', id);
    if (operation === 'deleteCase') this.cases.delete(path.split('/')[3] ?? '');
    if (operation === 'listRulebooks') for (const item of items) this.add('digest', item.digest);
    this.add('digest', Object(rulebook).digest);
    this.add('digest', Object(activation).digest);
    this.add('cursor', nextCursor);
    this.add('etag', headers.get('etag'));
  }

  #open(id: string): void {
    this.cases.add(id);
    this.add('case', id);
  }
}

const strangers: Readonly<Record<string, string>> = {
  case: '01976e2f-5c1b-7cc3-98c4-dc0c0c07398f',
  backtest: '01976e2f-5c1b-7cc3-98c4-dc0c0c07398f',
  rule: 'host.forwarding-off',
  digest: `sha256:${'0'.repeat(64)}`,
  cursor: 'MQ',
  etag: '"1-0000000000000000"',
};
