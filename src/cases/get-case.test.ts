import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseDeps, forwarding } from '../../test/case-deps.ts';
import { addEvidence } from './add-evidence.ts';
import { confirmCause } from './confirm-cause.ts';
import { deleteCase } from './delete-case.ts';
import { getCase } from './get-case.ts';
import { listCases } from './list-cases.ts';
import { listDiagnoses } from './list-diagnoses.ts';
import { openCase } from './open-case.ts';

let deps: Awaited<ReturnType<typeof caseDeps>>;
let caseId: string;
beforeEach(async () => {
  deps = await caseDeps();
  caseId = (await openCase(deps, { evidence: forwarding(0), idempotency: null })).case.id;
});
afterEach(() => deps.store.close());

const verify = { rule: 'host.ip-forward-disabled', fix: 'Turn it on', operator: 'equal', value: 1 };

describe('getCase', () => {
  it('shows the case as it stands', async () => {
    const found = await getCase(deps, { caseId });
    expect(found).toMatchObject({ case: { id: caseId }, evidenceCount: 1, diagnosis: { sequence: 1 } });
    expect(found.verification).toMatchObject({ ...verify, state: 'false' });
  });

  it('tells that the fix has worked when later evidence shows it, confirmed or not', async () => {
    await addEvidence(deps, { caseId, evidence: forwarding(1), idempotency: null });
    const fixed = await getCase(deps, { caseId });
    expect(fixed).toMatchObject({ evidenceCount: 2, verification: { ...verify, state: 'true' } });
    await addEvidence(deps, {
      caseId,
      evidence: { facts: [], texts: [{ text: 'thank you' }] },
      idempotency: null,
    });
    await confirmCause(deps, { caseId, rule: verify.rule, note: null, idempotency: null });
    expect((await getCase(deps, { caseId })).verification).toMatchObject({ ...verify, state: 'true' });
  });

  it('has nothing to verify when the cause is none of the rules', async () => {
    await confirmCause(deps, { caseId, rule: null, note: null, idempotency: null });
    expect((await getCase(deps, { caseId })).verification).toBeNull();
  });
});

describe('deleteCase', () => {
  it('removes the case for every verb', async () => {
    await deleteCase(deps, { caseId });
    const gone = { code: 'not-found' };
    await expect(getCase(deps, { caseId })).rejects.toMatchObject(gone);
    await expect(listDiagnoses(deps, { caseId, limit: 1, cursor: null })).rejects.toMatchObject(gone);
    await expect(deleteCase(deps, { caseId })).rejects.toMatchObject(gone);
    expect((await listCases(deps, { limit: 1, cursor: null })).items).toEqual([]);
  });
});
