import { describe, expect, it } from 'vitest';
import { caseDeps } from '../../test/case-deps.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { casePseudonyms } from '../evidence/pseudonymise/case-pseudonyms.ts';
import { addEvidence } from './add-evidence.ts';
import { confirmCause } from './confirm-cause.ts';
import { openCase } from './open-case.ts';

const evidence: Evidence = {
  facts: [{ fact: 'sysctl.net.ipv4.ip_forward', value: 0, host: 'gondor' }],
  texts: [{ text: 'root@gondor:~# ping -c 1 52.18.77.9', command: 'ssh gondor.minas.corp' }],
};
const real = /gondor|minas|52\.18\.77\.9/;

const pseudonymous = async () => ({
  ...(await caseDeps()),
  pseudonyms: casePseudonyms('the key of the installation'),
});

describe('a case that is kept with pseudonyms', () => {
  it('holds nothing that is real, in evidence, diagnoses and notes, and is diagnosed the same', async () => {
    const deps = await pseudonymous();
    const opened = await openCase(deps, { evidence, idempotency: null });
    const caseId = opened.case.id;
    const note = 'gondor.minas.corp could not reach 52.18.77.9';
    const confirmed = await confirmCause(deps, {
      caseId,
      rule: 'host.ip-forward-disabled',
      note,
      idempotency: null,
    });
    const kept = await deps.store.listEvidence(caseId);
    expect(JSON.stringify([kept, opened, confirmed])).not.toMatch(real);
    const plain = await openCase(await caseDeps(), { evidence, idempotency: null });
    expect(JSON.parse(opened.diagnosis.answer).causes[0]).toMatchObject({
      rule: 'host.ip-forward-disabled',
      probability: JSON.parse(plain.diagnosis.answer).causes[0].probability,
      hosts: [expect.stringMatching(/^[a-z]{6}$/)],
    });
  });

  it('gives a machine one pseudonym in all of its submissions, and others in other cases', async () => {
    const deps = await pseudonymous();
    const opened = await openCase(deps, { evidence, idempotency: null });
    const other = await openCase(deps, { evidence, idempotency: null });
    await addEvidence(deps, { caseId: opened.case.id, evidence, idempotency: null });
    const [first, second] = (await deps.store.listEvidence(opened.case.id)).map((one) => one.evidence);
    const [elsewhere] = (await deps.store.listEvidence(other.case.id)).map((one) => one.evidence);
    expect(second).toEqual(first);
    expect(elsewhere?.facts[0]?.host).not.toBe(first?.facts[0]?.host);
    expect(elsewhere?.texts[0]?.text).not.toBe(first?.texts[0]?.text);
  });
});
