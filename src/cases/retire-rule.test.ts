import { expect, it } from 'vitest';
import { audited } from '../../test/activate.ts';
import { caseDeps, forwardingOff, start } from '../../test/case-deps.ts';
import { makeRulebook } from '../rulebook/make-rulebook.ts';
import { activateRulebook } from './activate-rulebook.ts';
import { retireRule } from './retire-rule.ts';

it('takes a retired rule out of force again that a roll-back has brought back', async () => {
  const deps = await caseDeps();
  const rulebook = makeRulebook({ rules: [forwardingOff], conditions: {} });
  const { digest } = rulebook;
  const about = { rule: forwardingOff, test: null, sha256: 'a'.repeat(64), author: 'local' };
  await deps.store.changeRulebook({
    publish: [{ ...about, savedAt: start, publishedAt: start }],
    events: [],
    rulebook,
    activation: { number: 2, digest, activatedAt: start, actor: 'local', reason: 'a test' },
    audit: [audited],
  });
  const retire = () => retireRule(deps, { id: forwardingOff.id, reason: 'a test', successor: null });
  const inForce = async () => (await deps.rulebook()).rulebook.rules.map(({ id }) => id);
  await retire();
  await expect(retire()).rejects.toMatchObject({ code: 'conflict' });
  await activateRulebook(deps, { digest, reason: 'back' });
  expect(await inForce()).toEqual([forwardingOff.id]);
  await retire();
  expect(await inForce()).toEqual([]);
});
