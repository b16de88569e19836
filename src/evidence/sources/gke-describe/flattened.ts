import type { Line } from '../../source.ts';
import type { JsonObject } from '../../text/json-value.ts';

const property =
  /^(masterAuthorizedNetworksConfig|privateClusterConfig)\.([A-Za-z0-9]{1,40})(?:\[\d{1,3}\]\.cidrBlock)?:\s{1,60}(\S{1,80})$/;

const parsedOf = (text: string): unknown => (/^(?:true|false)$/i.test(text) ? /^true$/i.test(text) : text);

/** The cluster that `--format=flattened(…)` prints, one property a line; `null` when the lines are none of it. */
export function flattenedCluster(lines: readonly Line[]): JsonObject | null {
  const sections: Record<string, Record<string, unknown>> = {};
  const blocks: { cidrBlock: string }[] = [];
  for (const { text } of lines) {
    const [, section = '', name = '', value = ''] = property.exec(text.slice(0, 300).trimEnd()) ?? [];
    if (section === '') continue;
    const known = sections[section] ?? {};
    sections[section] = known;
    if (name === 'cidrBlocks') blocks.push({ cidrBlock: value });
    else known[name] = parsedOf(value);
  }
  const networks = sections['masterAuthorizedNetworksConfig'];
  // Who lists networks has them in force.
  if (networks !== undefined && blocks.length > 0)
    sections['masterAuthorizedNetworksConfig'] = { enabled: true, ...networks, cidrBlocks: blocks };
  return Object.keys(sections).length === 0 ? null : sections;
}
