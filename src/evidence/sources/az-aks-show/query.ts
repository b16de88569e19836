/** What `--query` selects: one path, a list `[a, b]`, or an object `{x:a, y:b}`. */
export type Query =
  | { readonly kind: 'one'; readonly path: string }
  | { readonly kind: 'list'; readonly paths: readonly string[] }
  | { readonly kind: 'object'; readonly paths: ReadonlyMap<string, string> };

const isPath = (text: string): boolean => /^[\w.[\]*]{1,200}$/.test(text);

/** Reads the forms of a JMESPath query that only select; `null` for anything else. */
export function parseQuery(text: string): Query | null {
  const query = text.trim();
  const selection = query.replace(/^(?:\[[\d*]?\]\.?)(?=[[{\w])/, '');
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
