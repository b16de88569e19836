import type { Range } from '../secret-kind.ts';
import { type JsonToken, jsonTokens } from './json-tokens.ts';

interface Open {
  isList: boolean;
  isSecret: boolean;
  /** Whether it stands below `data` or `stringData`. */
  isData: boolean;
  /** The key whose value comes next. */
  key: string | null;
  values: Range[];
}

/**
 * The values of Secrets in JSON, as a document or within a string of another one (last-applied-configuration): what stands
 * in `data` or `stringData` of an object whose `kind` is Secret. Goes through the text once; what is cut off ends there.
 */
export function* secretsInJson(text: string): Generator<Range> {
  for (const quote of ['"', '\\"'] as const)
    if (
      new RegExp(
        String.raw`kind${quote.replace('\\', '\\\\')}\s{0,8}:\s{0,8}${quote.replace('\\', '\\\\')}Secret`,
      ).test(text)
    )
      yield* secretsOf(text, jsonTokens(text, quote));
}

function* secretsOf(text: string, tokens: Iterable<JsonToken>): Generator<Range> {
  const open: Open[] = [];
  for (const token of tokens) {
    const last = open.at(-1);
    if (token.kind === 'open') {
      const isData = last?.isList === false && (last.key === 'data' || last.key === 'stringData');
      open.push({ isList: token.isList, isSecret: false, isData, key: null, values: [] });
    } else if (token.kind === 'close') yield* close(open);
    else if (last === undefined) continue;
    else if (token.kind === 'comma') last.key = null;
    else if (token.isKey) last.key = text.slice(token.start, token.end);
    else if (last.isData) last.values.push({ start: token.start, end: token.end });
    else if (last.key === 'kind') last.isSecret = text.slice(token.start, token.end) === 'Secret';
  }
  while (open.length > 0) yield* close(open);
}

function* close(open: Open[]): Generator<Range> {
  const last = open.pop();
  if (last?.isSecret) yield* last.values;
  const parent = open.at(-1);
  if (last?.isData && parent !== undefined) for (const value of last.values) parent.values.push(value);
}
