import type { Block } from '../source.ts';
import { flagValue } from './flag-value.ts';

/** What `--query` selects: one path, a list `[a, b]`, or an object `{x:a, y:b}`. */
export type Query =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'list'; readonly paths: readonly string[] }
  | { readonly kind: 'object'; readonly paths: ReadonlyMap<string, string> };

const isPath = (text: string): boolean => /^[\w.[\]*]{1,200}$/.test(text);

/** Reads the forms of a JMESPath query that only select; `null` for anything else. */
function parseQuery(text: string): Query | null {
  const query = text.trim();
  const selection = query
    .replace(/^(?:\[[\d*]?\]\.?)(?=[[{\w])/, '')
    // Only the last name of a path tells what it selects: `cluster.resourcesVpcConfig.{public:endpointPublicAccess}`.
    .replace(/^[\w.]{1,200}\.(?=[[{])/, '');
  if (selection.startsWith('{') && selection.endsWith('}')) {
    const pairs = selection
      .slice(1, -1)
      .split(',')
      .map((pair) => pair.split(':').map((part) => part.trim().replaceAll('"', '')));
    if (!pairs.every(([alias = '', path = '']) => /^[\w -]{1,100}$/.test(alias) && isPath(path))) return null;
    return { kind: 'object', paths: new Map(pairs.map(([alias = '', path = '']) => [alias, path])) };
  }
  if (selection.startsWith('[') && selection.endsWith(']')) {
    const paths = selection
      .slice(1, -1)
      .split(',')
      .map((path) => path.trim());
    return paths.every(isPath) ? { kind: 'list', paths } : null;
  }
  return isPath(selection) ? { kind: 'one', path: selection.replace(/(?:\[[\d*]?\])$/, '') } : null;
}

/** What a command's `--query` selects. The raw command keeps a query together that spaces would split into words. */
export function queryOf(block: Block): Query | null {
  const quoted = /--query[ =]("[^"]{1,500}"|'[^']{1,500}')/.exec(block.command ?? '')?.[1];
  return parseQuery(quoted?.slice(1, -1) ?? flagValue(block.words, '--query') ?? '');
}
