import type { KnownEvidence } from '../facts/known.ts';
import type { UnreadLines } from './diagnosis.ts';
import type { Node } from './engine.ts';
import type { Ranking } from './rank.ts';
import type { Scope } from './scope.ts';

/** The lines that no source understood, less those on which a rule found the message that it looks for. */
export function unreadLines(unread: KnownEvidence['unread'], { causes }: Ranking): UnreadLines[] {
  const cited = new Map<number, Set<number>>();
  for (const { score } of causes)
    for (const { signal, state } of score.signals)
      if (signal !== null && state === 'true') cite(cited, signal.condition.root, score.scope);
  return unread.flatMap(({ text, lines: [first, last] }) => remainder(text, [first, last], cited.get(text)));
}

function cite(cited: Map<number, Set<number>>, node: Node, scope: Scope): void {
  if ('children' in node) for (const child of node.children) cite(cited, child, scope);
  if (node.kind !== 'text') return;
  for (const { text, line } of scope.textLines(node.textCondition)) {
    const lines = cited.get(text) ?? new Set<number>();
    cited.set(text, lines.add(line));
  }
}

/** What is left of a range, as ranges. */
function remainder(
  text: number,
  [first, last]: readonly [number, number],
  cited: ReadonlySet<number> | undefined,
): UnreadLines[] {
  if (cited === undefined) return [{ text, lines: [first, last] }];
  const left: UnreadLines[] = [];
  let from = first;
  for (let line = first; line <= last + 1; line++) {
    if (line <= last && !cited.has(line)) continue;
    if (from < line) left.push({ text, lines: [from, line - 1] });
    from = line + 1;
  }
  return left;
}
