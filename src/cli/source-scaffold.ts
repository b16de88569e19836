/** What a new source is to be called and what it reads. */
export interface SourcePlan {
  /** kebab-case. */
  id: string;
  command: string;
  /** A whole real output. */
  sample: string;
}

const SHOWN_LINES = 3;

/** `ip-rule` → `ipRule`. */
const constantOf = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The files of a new source, by path within its folder. Its test fails until the sample is read. */
export function scaffoldSource({ id, command, sample }: SourcePlan): Record<string, string> {
  const name = constantOf(id);
  const shown = sample.split('\n').slice(0, SHOWN_LINES);
  return {
    'source.ts': `${shown.map((line) => `// ${line}`.trimEnd()).join('\n')}
import { ReadingBuilder, type Source } from '../../source.ts';

export const ${name}: Source = {
  id: '${id}',
  title: ${quoted(command)},
  commands: [${quoted(command)}],
  // At least one of these is in every text that it can read without knowing the command.
  needles: [],
  facts: [],
  read(block) {
    const reading = new ReadingBuilder();
    for (const line of block.lines) if (line.text === '') reading.understand(line);
    return reading;
  },
};
`,
    'source.test.ts': `import { describe, expect, it } from 'vitest';
import { readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { ${name} } from './source.ts';

const samples = samplesOf('${id}');

describe(${quoted(command)}, () => {
  it.each(Object.entries(samples))('leaves no line of %s unread', (_, text) => {
    expect(unclaimedIn(readWith(${name}, text, ${quoted(command)}), text)).toEqual([]);
  });
});
`,
    'samples/output.txt': sample,
  };
}

/** src/evidence/sources.ts with the source in its alphabetical place, in the imports and in the list. */
export function registerSource(registry: string, id: string): string {
  const name = constantOf(id);
  const lines = registry.split('\n');
  const imports = lines.filter((line) => /^import \{ \w+ \} from '\.\/sources\//.test(line));
  const nextImport = imports.find((line) => (/sources\/([^/]+)\//.exec(line)?.[1] ?? '') > id);
  const added = `import { ${name} } from './sources/${id}/source.ts';`;
  const atImport =
    nextImport === undefined ? lines.indexOf(imports.at(-1) ?? '') + 1 : lines.indexOf(nextImport);
  lines.splice(atImport, 0, added);
  const nextName = /\{ (\w+) \}/.exec(nextImport ?? '')?.[1];
  const atEntry = nextName === undefined ? lines.lastIndexOf('];') : lines.indexOf(`  ${nextName},`);
  lines.splice(atEntry, 0, `  ${name},`);
  return lines.join('\n');
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
