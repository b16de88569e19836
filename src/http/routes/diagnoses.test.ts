import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forwardingOff, read, type TestApp, testApp } from '../../../test/http-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const transcript = '[root@node-1 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n';

describe('POST /v1/diagnoses', () => {
  it('ranks the causes of submitted facts', async () => {
    const diagnosis = await read('Diagnosis', app.post('/v1/diagnoses', forwardingOff));
    expect(diagnosis.causes[0]).toMatchObject({ rule: 'host.ip-forward-disabled', hosts: ['node-1'] });
    expect(diagnosis.noneOfThese).toBeLessThan(0.5);
  });

  it('reads a text whether curl or its user names the type', async () => {
    const form = await app.paste('/v1/diagnoses', transcript);
    const plain = await app.paste('/v1/diagnoses', transcript, {
      'content-type': 'text/plain; charset=UTF-8',
    });
    const text = await form.text();
    expect(JSON.parse(text).facts).toMatchObject([
      { fact: 'sysctl.net.ipv4.ip_forward', host: 'node-1', value: 0 },
    ]);
    expect(await plain.text()).toBe(text);
  });

  it('takes a text as it stands: nothing in it is decoded', async () => {
    const diagnosis = await read('Diagnosis', app.paste('/v1/diagnoses', 'a+b=%41&c\r\n\u{1f600}'));
    expect(diagnosis.unread).toEqual([{ text: 0, lines: [1, 2] }]);
  });

  it('takes a text’s labels from the query', async () => {
    const query = `command=${encodeURIComponent('sysctl -n net.ipv4.ip_forward')}&host=node-7&platform=kubeadm`;
    const diagnosis = await read('Diagnosis', app.paste(`/v1/diagnoses?${query}`, '0\n'));
    expect(diagnosis.facts).toMatchObject([{ fact: 'sysctl.net.ipv4.ip_forward', host: 'node-7', value: 0 }]);
  });

  it('takes a command that printed nothing for evidence, as JSON and as a text', async () => {
    const command = 'arp -n';
    const asJson = await app.post('/v1/diagnoses', { texts: [{ text: '', command }] });
    const asText = await app.paste('/v1/diagnoses?command=arp+-n', '');
    expect([asJson.status, asText.status]).toEqual([200, 200]);
    expect(await asText.text()).toBe(await asJson.text());
  });

  it('answers as many causes as were asked for, with the same numbers', async () => {
    const texts = [{ text: 'Unable to connect to the server: net/http: TLS handshake timeout' }];
    const whole = await read('Diagnosis', app.post('/v1/diagnoses', { texts }));
    const first = await read('Diagnosis', app.post('/v1/diagnoses?limit=1', { texts }));
    expect(whole.causes.length).toBeGreaterThan(1);
    expect(first).toEqual({ ...whole, causes: whole.causes.slice(0, 1) });
  });

  it('says none of these when there is nothing to go by', async () => {
    const diagnosis = await read('Diagnosis', app.paste('/v1/diagnoses', 'hello'));
    expect(diagnosis.noneOfThese).toBeGreaterThan(0.9);
  });

  it('stores nothing', async () => {
    await app.post('/v1/diagnoses', forwardingOff, { 'idempotency-key': 'k' });
    expect((await read('CasePage', app.get('/v1/cases'))).items).toEqual([]);
  });

  it('is counted, with its verdict', async () => {
    await app.post('/v1/diagnoses', forwardingOff);
    const metrics = await (await app.get('/metrics')).text();
    expect(metrics).toMatch(/culprit_diagnoses_total\{operation="diagnose"\} \d+/);
    expect(metrics).toMatch(/culprit_verdicts_total\{verdict="(confirmed|likely)"\} \d+/);
    expect(metrics).toMatch(/culprit_verdicts_total\{verdict="none-of-these"\} \d+/);
  });
});
