import { beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwardingOff } from '../../test/case-deps.ts';
import { disableRule, enableRule } from './disable-rule.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
beforeEach(async () => {
  deps = await caseDeps();
});

const { id } = forwardingOff;
const switched = { id, reason: 'a test', platform: null };
const disabled = async () => (await deps.rulebook()).rulebook.disabled;

describe('disableRule', () => {
  it('ends on all platforms at its time, though one was enabled before', async () => {
    await disableRule(deps, { ...switched, until: '2025-03-05T00:00:00Z' });
    await enableRule(deps, { ...switched, platform: 'aks' });
    expect(await disabled()).toMatchObject({ [id]: expect.arrayContaining(['eks', 'gke']) });
    deps.setTime('2025-03-05T00:00:00.000Z');
    expect(await disabled()).toBeUndefined();
  });

  it('does not end at a time that an earlier disabling had', async () => {
    await disableRule(deps, { ...switched, platform: 'eks', until: '2025-03-05T00:00:00Z' });
    deps.setTime('2025-03-06T00:00:00.000Z');
    expect(await disabled()).toBeUndefined();
    await disableRule(deps, { ...switched, until: null });
    await enableRule(deps, { ...switched, platform: 'aks' });
    deps.setTime('2025-03-07T00:00:00.000Z');
    expect(await disabled()).toMatchObject({ [id]: expect.arrayContaining(['eks']) });
  });
});
