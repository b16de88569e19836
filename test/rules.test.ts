import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runRuleTest } from '../src/cases/run-rule-tests.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { lintRules } from '../src/rulebook/lint-rules.ts';
import { loadTestedRulebook, readRulebookFiles } from '../src/rulebook/load-rulebook.ts';
import { checkLock, LOCK_FILE, parseLock } from '../src/rulebook/lock.ts';
import { schemaFiles } from '../src/rulebook/schema-files.ts';

const folder = join(import.meta.dirname, '../rules');
const files = readRulebookFiles(folder);
const { rulebook, tests } = loadTestedRulebook(folder);
const compiled = compileRulebook(rulebook);

describe('rules', () => {
  it.each([...tests.values()].map((test) => [test.rule, test] as const))(
    '%s fires, yields to its look-alikes, and says what is missing',
    (_rule, test) => {
      expect(runRuleTest(test, compiled)).toEqual([]);
    },
  );

  it('lint without a finding', () => {
    expect(lintRules(files)).toEqual([]);
  });

  it('are as their lock says', () => {
    expect(checkLock(parseLock(files.get(LOCK_FILE) ?? ''), rulebook)).toEqual([]);
  });

  it('stand beside the schemas that the program validates with', () => {
    for (const [name, content] of Object.entries(schemaFiles())) expect(files.get(name), name).toBe(content);
  });

  it('give fix commands that a shell can parse', () => {
    const commands = rulebook.rules.flatMap(({ id, fixes }) =>
      fixes.flatMap(({ steps }) => steps.flatMap((step) => ('run' in step ? [{ id, run: step.run }] : []))),
    );
    for (const { id, run } of commands) {
      const filled = run.replace(/\{\{[^{}|]+\|([A-Z_]+)\}\}/g, '$1');
      const { status, stderr } = spawnSync('bash', ['-n', '-c', filled], { encoding: 'utf8' });
      expect(status, `${id}: ${filled}\n${stderr}`).toBe(0);
    }
  });
});
