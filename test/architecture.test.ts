import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

const files: SourceFile[] = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join('src', path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .map(({ path, text }) => ({ path, text, imports: importsOf(text) }));

const generated = ['src/http/openapi-types.ts'];
const code = files.filter(({ path }) => !path.endsWith('.test.ts') && !generated.includes(path));
const tests = files.filter(({ path }) => path.endsWith('.test.ts'));

function importsOf(text: string): string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)(?:import|export)[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)|\nimport '([^']+)'/g,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((name) => name !== '');
}

/** The folder below src/ that a file belongs to; the file itself when it lies in src/. */
const partOf = (path: string): string => relative('src', path).split('/')[0] ?? '';

const targetOf = (from: string, name: string): string => relative(root, resolve(root, dirname(from), name));

/** What each part may import besides itself: the rows of ARCHITECTURE.md's table. */
const allowed = new Map(
  [...readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/^\| `([\w.]+)` \|.*\| (.+) \|$/gm)].map(
    ([, part = '', imported = '']) => [part, imported === 'nothing' ? [] : imported.split(', ')],
  ),
);

/** Packages that only some files may know. */
const confined: Record<string, (path: string) => boolean> = {
  'json-rules-engine': (path) => path === 'src/inference/engine.ts',
  'drizzle-orm': (path) => partOf(path) === 'storage',
  'better-sqlite3': (path) => partOf(path) === 'storage',
  pg: (path) => partOf(path) === 'storage',
  hono: (path) => ['http', 'app.ts'].includes(partOf(path)),
  '@hono/node-server': (path) => ['http', 'app.ts'].includes(partOf(path)),
  commander: (path) => partOf(path) === 'cli',
  '@opentelemetry': (path) => path.startsWith('src/telemetry/otlp/'),
  'prom-client': (path) => partOf(path) === 'telemetry',
  jose: (path) => partOf(path) === 'access',
};

const packageOf = (name: string): string =>
  (name.startsWith('@') ? name.split('/').slice(0, 2) : [name.split('/')[0]]).join('/');

const scopeOf = (name: string): string => name.split('/')[0] ?? '';

describe('imports', () => {
  it('go in the direction that ARCHITECTURE.md draws', () => {
    const wrong = code.flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .map((name) => targetOf(path, name))
        .filter((target) => target.startsWith('src/'))
        .filter((target) => partOf(target) !== partOf(path))
        .filter((target) => !(allowed.get(partOf(path)) ?? []).includes(partOf(target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('go between parts that all stand in the table', () => {
    const parts = new Set(code.map(({ path }) => partOf(path)));
    expect([...allowed.keys()].sort()).toEqual([...parts].sort());
    expect([...allowed.values()].flat().filter((part) => !parts.has(part))).toEqual([]);
  });

  it('form no cycles', () => {
    const graph = new Map(
      code.map(({ path, imports }) => [
        path,
        imports.filter((name) => name.startsWith('.')).map((name) => targetOf(path, name)),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      if (trail.includes(path) || done.has(path)) return;
      for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('keep each confined package where it belongs', () => {
    const wrong = code.flatMap(({ path, imports }) =>
      imports
        .filter((name) => (confined[packageOf(name)] ?? confined[scopeOf(name)])?.(path) === false)
        .map((name) => `${path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the outside world', () => {
  it.each([
    ['process.env', /\bprocess\.env\b/, (path: string) => path === 'src/config.ts'],
    [
      'the clock',
      /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
      (path: string) => partOf(path) === 'lib',
    ],
    [
      'randomness',
      /\bMath\.random\(|\brandomUUID\b|\brandomBytes\b/,
      (path: string) => partOf(path) === 'lib',
    ],
  ])('is reached through one place: %s', (_, pattern, mayUse) => {
    expect(
      code.filter(({ path, text }) => pattern.test(text) && !mayUse(path)).map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = ({ text }: SourceFile): number => text.split('\n').length - 1;

  it('keep most files on a screen, and none over 250 lines', () => {
    const sorted = code.map(lines).sort((a, b) => a - b);
    expect(code.filter((file) => lines(file) > 250).map(({ path }) => path)).toEqual([]);
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(150);
    expect(sorted[Math.floor(sorted.length * 0.5)]).toBeLessThanOrEqual(60);
  });

  it('keep tests under 400 lines', () => {
    expect(tests.filter((file) => lines(file) > 400).map(({ path }) => path)).toEqual([]);
  });

  it('keep every rule under 120 lines', () => {
    const rules = ruleFiles().filter((path) => !path.endsWith('.test.json'));
    expect(rules.filter((path) => readFileSync(join(root, path), 'utf8').split('\n').length > 121)).toEqual(
      [],
    );
  });
});

function ruleFiles(): string[] {
  return readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' })
    .map((path) => join('rules', path))
    .filter((path) => path.split('/').length === 3 && path.endsWith('.json'))
    .filter((path) => !path.startsWith('rules/conditions/'));
}

describe('names', () => {
  it('say what a file is for', () => {
    const vague = /(^|[/-])(utils?|helpers?|manager|service|common|misc)([/.-]|$)/;
    expect(files.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('are kebab-case', () => {
    expect(
      files
        .filter(({ path }) => !/^src(\/[a-z0-9]+(-[a-z0-9]+)*)+(\.test)?\.ts$/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe('completeness', () => {
  it('gives every source its code, its test and its samples', () => {
    const sources = join(root, 'src/evidence/sources');
    const incomplete = readdirSync(sources).filter((name) => {
      const content = readdirSync(join(sources, name));
      const samples = content.includes('samples') ? readdirSync(join(sources, name, 'samples')) : [];
      return !content.includes('source.ts') || !content.includes('source.test.ts') || samples.length === 0;
    });
    expect(incomplete).toEqual([]);
  });

  it('gives every rule a test beside it, and every test a rule', () => {
    const paths = new Set(ruleFiles());
    const lonely = [...paths].filter((path) =>
      path.endsWith('.test.json')
        ? !paths.has(path.replace('.test.json', '.json'))
        : !paths.has(path.replace('.json', '.test.json')),
    );
    expect(lonely).toEqual([]);
  });

  it('gives every derivation a test beside it', () => {
    const derivations = code.filter(({ path }) => path.startsWith('src/evidence/derive/'));
    const tested = new Set(tests.map(({ path }) => path));
    expect(
      derivations.filter(({ path }) => !tested.has(path.replace('.ts', '.test.ts'))).map(({ path }) => path),
    ).toEqual([]);
  });
});
