import { conditionsSchema, ruleSchema } from './rule-schema.ts';
import { ruleTestSchema } from './rule-test-schema.ts';

/** As Biome's formatter has it, so that generated files pass the linter. */
const LINE_WIDTH = 110;

/** The generated files of rules/, by name: for editors. The program itself validates with the same schemas in memory. */
export const schemaFiles = (): Readonly<Record<string, string>> => ({
  'rule.schema.json': formatted(ruleSchema),
  'rule-test.schema.json': formatted(ruleTestSchema),
  'conditions.schema.json': formatted(conditionsSchema),
});

const formatted = (schema: unknown): string =>
  `${JSON.stringify(schema, null, 2).split('\n').reduce(joinLists, []).join('\n')}\n`;

/** Puts a list of words on one line when it fits: gathers its lines until the closing bracket. */
function joinLists(lines: string[], line: string): string[] {
  if (!/^ *\],?$/.test(line)) return [...lines, line];
  const opening = lines.findLastIndex((earlier) => earlier.endsWith('['));
  const items = lines.slice(opening + 1);
  const joined = `${lines[opening]}${items.map((item) => item.trim()).join(' ')}${line.trim()}`;
  const isFlat = items.every((item) => !/[{}]/.test(item.replace(/"(?:[^"\\]|\\.)*"/g, '')));
  return isFlat && joined.length <= LINE_WIDTH ? [...lines.slice(0, opening), joined] : [...lines, line];
}
