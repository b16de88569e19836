import type { Line, ReadingBuilder } from '../../source.ts';
import { isObject } from '../../text/json-value.ts';
import { type Selected, selectedOf } from '../../text/query-output.ts';
import type { Query } from '../../text/selecting-query.ts';
import { clusterProperties, readProperty } from './properties.ts';

/** Reads all that a command with `--query` printed; false when nothing of it says anything. */
export function readQueryOutput(reading: ReadingBuilder, query: Query, lines: readonly Line[]): boolean {
  const printed = lines.filter((line) => line.text.trim() !== '');
  const [first, last] = [printed[0], printed.at(-1)];
  if (first === undefined || last === undefined) return false;
  const known = selectedOf(query, printed).flatMap((selected) =>
    query.kind === 'one' ? partsOf(selected) : selected,
  );
  return known.map(({ path, value }) => readProperty(reading, { path, value, first, last })).includes(true);
}

const partsOf = ({ path, value }: Selected): Selected[] =>
  isObject(value) ? clusterProperties({ [path.split('.').at(-1) ?? '']: value }) : [{ path, value }];
