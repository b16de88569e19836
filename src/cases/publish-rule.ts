import { requireScope } from '../access/require-scope.ts';
import { type CompiledRulebook, compileRulebook } from '../inference/compile-rulebook.ts';
import { CulpritError } from '../lib/errors.ts';
import { noTrace } from '../lib/trace.ts';
import { lintDraft } from '../rulebook/lint-draft.ts';
import { rulebookWith } from '../rulebook/make-rulebook.ts';
import type { RuleTest } from '../rulebook/rule-test.ts';
import type { Rulebook } from '../rulebook/rulebook.ts';
import { changeRulebook, rulebookBefore } from './change-rulebook.ts';
import type { CaseDeps } from './deps.ts';
import { missing } from './missing.ts';
import { refused, requireNoErrors } from './refused-rule.ts';
import { requireNoWorse } from './require-no-worse.ts';
import { requireStorable } from './require-storable.ts';
import { etagOf, existingRule } from './rule-history.ts';
import type { Activation, RuleVersionRecord } from './rule-ports.ts';
import { runAllRuleTests } from './run-all-rule-tests.ts';
import type { RuleTestFinding } from './run-rule-tests.ts';

export interface PublishRuleInput {
  id: string;
  version: number;
  /** Why it is published though confirmed cases get worse; `null`: then it is not. */
  override: { reason: string } | null;
}

export interface PublishedRule {
  record: RuleVersionRecord;
  activation: Activation;
}

type Deps = Pick<CaseDeps, 'actor' | 'store' | 'clock' | 'trace' | 'redaction'>;

/**
 * Publishes a draft and puts it in force: lint, its own tests and those of the whole rulebook must pass under the rulebook
 * with it, and no confirmed case may be diagnosed worse, unless it is overridden with a reason.
 * Rejects with `forbidden`, `not-found`, `conflict` (published already, saved again meanwhile, or the id is retired), `rule-refused` with the
 * findings, or `unavailable`; then nothing has changed.
 */
export async function publishRule(
  deps: Deps,
  { id, version, ...input }: PublishRuleInput,
): Promise<PublishedRule> {
  requireScope(deps.actor, 'rules:publish');
  const override = input.override && { reason: deps.redaction.elsewhere(input.override.reason) };
  requireStorable('/override/reason', override?.reason ?? null);
  let published: RuleVersionRecord | null = null;
  let state: string | null = null;
  const activation = await changeRulebook(deps, async (before) => {
    const rulebook = rulebookBefore(before);
    const draft = await draftToPublish(deps, { id, version });
    state ??= etagOf(draft);
    if (state !== etagOf(draft))
      throw new CulpritError('conflict', 'The draft was saved again while it was being published.');
    const next = rulebookWith(rulebook, draft.rule);
    const change = { before: rulebook, after: compileRulebook(next) };
    const { trace = noTrace } = deps;
    await trace.step('lint and test', () => requireProven(deps, draft, change));
    const worse = await trace.step('backtest', () => requireNoWorse(deps, change, override));
    published = { ...draft, publishedAt: deps.clock.now().toISOString() };
    return {
      rulebook: next,
      publish: [published],
      reason: `published ${id}@${version}`,
      action: 'publish-rule',
      target: `rule:${id}@${version}`,
      details: { sha256: draft.sha256, worse, ...(override === null ? {} : { override: override.reason }) },
    };
  });
  if (published === null) throw missing('change to publish');
  return { record: published, activation };
}

async function draftToPublish(
  deps: Deps,
  { id, version }: Pick<PublishRuleInput, 'id' | 'version'>,
): Promise<RuleVersionRecord> {
  const { versions, retired } = await existingRule(deps, id);
  const draft = versions.find((record) => record.rule.version === version);
  if (draft === undefined) throw missing(`version ${version} of the rule`);
  if (retired !== null) throw new CulpritError('conflict', `The id ${id} is retired: ${retired.reason}.`);
  if (draft.publishedAt !== null)
    throw new CulpritError('conflict', `Version ${version} is published already.`);
  return draft;
}

/** Throws `rule-refused` unless lint finds no error and all tests pass with the draft in force. */
async function requireProven(
  deps: Deps,
  { rule, test }: RuleVersionRecord,
  { before, after }: { before: Rulebook; after: CompiledRulebook },
): Promise<void> {
  if (test === null)
    throw refused([
      { code: 'missing-test', pointer: '/test', message: 'a rule without a test cannot be published' },
    ]);
  requireNoErrors(lintDraft({ id: rule.id, rule, test, version: rule.version }, before).findings);
  const tests = await testsOf(deps, before, test);
  const failures = await newFailures(tests, { before, after });
  if (failures.length === 0) return;
  throw refused(
    failures.map((failure) => ({
      code: 'failing-test',
      pointer: '/test',
      message: `${failure.rule}, ${failure.name}: ${failure.message}`,
    })),
  );
}

/** What fails with the draft in force and did not fail without it: a rule that was disabled since breaks tests, too. */
async function newFailures(
  tests: readonly RuleTest[],
  { before, after }: { before: Rulebook; after: CompiledRulebook },
): Promise<RuleTestFinding[]> {
  const failures = await runAllRuleTests(tests, after);
  if (failures.length === 0) return [];
  const failing = new Set(failures.map(({ rule }) => rule));
  const others = tests.filter(({ rule }) => failing.has(rule) && before.rules.some(({ id }) => id === rule));
  const old = new Set(
    (await runAllRuleTests(others, compileRulebook(before))).map(({ rule, name }) => `${rule} ${name}`),
  );
  return failures.filter(({ rule, name }) => !old.has(`${rule} ${name}`));
}

/** The new rule's test, and those of the versions in force of all other rules. */
async function testsOf({ store }: Deps, { rules }: Rulebook, own: RuleTest): Promise<RuleTest[]> {
  const others = rules.filter(({ id }) => id !== own.rule);
  const records = await Promise.all(others.map(({ id, version }) => store.findRuleVersion(id, version)));
  return [own, ...records.flatMap((record) => record?.test ?? [])];
}
