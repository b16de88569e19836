import { expect, it } from 'vitest';
import { read, testApp } from './http-app.ts';

const text =
  'root@gondor:~# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\nroot@gondor:~# ping 52.18.77.9\n';
const real = /gondor|52\.18\.77\.9/;

it('a server keeps cases with pseudonyms only when it is told to, and with the real names unless', async () => {
  for (const told of ['on', 'off'] as const) {
    const app = await testApp({ CULPRIT_PSEUDONYMISE: told });
    const opened = await app.post('/v1/cases', { texts: [{ text }] });
    expect(opened.status).toBe(201);
    const { id } = await read('Case', opened.clone());
    const kept = await app.deps.store.listEvidence(id);
    const shown = [
      await opened.text(),
      await (await app.get(`/v1/cases/${id}`)).text(),
      JSON.stringify(kept),
    ];
    expect(shown.filter((one) => real.test(one))).toHaveLength(told === 'on' ? 0 : 3);
    expect(shown[0]).toContain('host.ip-forward-disabled');
    const answered = await (await app.post('/v1/diagnoses', { texts: [{ text }] })).text();
    expect(answered).toContain('gondor');
    await app.close();
  }
});
