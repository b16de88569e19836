import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answered, asking, bodyOf } from './ask.ts';
import { type Fault, pause } from './fault.ts';
import { makeKey } from './make-key.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { smallRulebook } from './small-rulebook.ts';
import { newWrite } from './workload.ts';

const HOUR = 3_600_000;
const RULE = '/v1/rules/host.forwarding-off';

/** The clock is set back by days and forward by days while the server runs. */
export const clock: Fault = {
  name: 'clock',
  async run({ folder, seed, say }) {
    const database = join(folder, 'a.db');
    const [admin, brief] = [
      await makeKey({ database }),
      await makeKey({ database }, { expiresAt: new Date(Date.now() + 24 * HOUR).toISOString() }),
    ];
    const { env, setBy } = fakedClock(folder);
    const server = await startServer({
      env: { ...env, CULPRIT_DATABASE: database, ...smallRulebook(folder) },
    });
    const steps = new Clocked(server, { admin, brief, setBy });
    await steps.asItIs();
    await steps.threeDaysBack();
    await steps.twoDaysAhead();
    await steps.rightAgain();
    await pause(500);
    const times = server.log().map(({ time }) => Date.parse(String(time)));
    assert.ok(
      times.every((time) => Math.abs(time - Date.now()) < 4 * 24 * HOUR),
      'a time of the log is none',
    );
    const { code } = await server.kill('SIGTERM');
    assert.equal(code, 0);
    say(`${times.length} lines of the log`);
    return {
      did: `the clock set 3 days back, 2 days ahead and right again while the server ran (libfaketime), seed ${seed}`,
      saw: 'within a case times never go back and order stays; the audit keeps its order; a key and a disabling end by the clock, a key begins again with it; kept answers expire after 24 h of the clock',
    };
  },
};

/** The environment under which a process believes another time, and what sets it. */
function fakedClock(folder: string): { env: Record<string, string>; setBy: (offset: string) => void } {
  const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
  if (library === undefined)
    throw new Error('libfaketime is not there: apt-get install -y faketime (Debian, Ubuntu)');
  const file = join(folder, 'offset');
  const setBy = (offset: string) => writeFileSync(file, `${offset}\n`);
  setBy('+0');
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    // A real clock that is set leaves the monotonic one alone.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  return { env, setBy };
}

interface Given {
  admin: string;
  /** A key that expires in a day. */
  brief: string;
  setBy: (offset: string) => void;
}

class Clocked {
  readonly #ask;
  readonly #briefly;
  readonly #setBy;
  readonly #first = newWrite('open');
  #opened = { id: '', text: '' };

  constructor({ url }: ServerProcess, { admin, brief, setBy }: Given) {
    this.#ask = asking(url, admin);
    this.#briefly = asking(url, brief);
    this.#setBy = setBy;
  }

  async asItIs(): Promise<void> {
    const { text } = await answered(this.#ask(this.#first.sent), 201);
    this.#opened = { id: JSON.parse(text).id, text };
    await answered(this.#briefly({ method: 'GET', path: '/v1/cases' }), 200);
    const until = new Date(Date.now() + 24 * HOUR).toISOString();
    const body = { reason: 'loud', platform: 'eks', until };
    await answered(this.#ask({ method: 'POST', path: `${RULE}/disable`, body }), 200);
  }

  async threeDaysBack(): Promise<void> {
    this.#setBy('-3d');
    const { id, text } = this.#opened;
    const again = await answered(this.#ask(this.#first.sent), 201);
    assert.equal(again.text, text, 'a repeat gets the first answer');
    for (let time = 0; time < 3; time++) await answered(this.#ask(newWrite('evidence', id).sent), 201);
    const confirmed = bodyOf(
      'CaseSummary',
      await answered(this.#ask(newWrite('confirmation', id).sent), 200),
    );
    await answered(this.#ask(newWrite('evidence', id).sent), 201);
    const listed = await answered(this.#ask({ method: 'GET', path: `/v1/cases/${id}/diagnoses` }), 200);
    const { items } = bodyOf('DiagnosisPage', listed);
    assert.deepEqual(
      items.map(({ sequence }) => sequence),
      [1, 2, 3, 4, 5],
    );
    const times = items.map(({ diagnosedAt }) => diagnosedAt);
    assert.deepEqual(times, [...times].sort(), 'the times of a case go back');
    assert.ok(
      (confirmed.confirmation?.confirmedAt ?? '') >= confirmed.openedAt,
      'confirmed before it was opened',
    );
    const other = bodyOf('Case', await answered(this.#ask(newWrite('open').sent), 201));
    assert.ok(other.openedAt < confirmed.openedAt, 'the clock of the server was not set back');
    const { items: cases } = bodyOf(
      'CasePage',
      await answered(this.#ask({ method: 'GET', path: '/v1/cases' }), 200),
    );
    assert.deepEqual(
      cases.map((item) => item.id),
      [id, other.id],
      'cases are listed by their times',
    );
    await this.#auditInOrder(['open-case', 'disable-rule', 'add-evidence', 'confirm-cause', 'open-case']);
  }

  async twoDaysAhead(): Promise<void> {
    this.#setBy('+2d');
    const refused = await answered(this.#briefly({ method: 'GET', path: '/v1/cases' }), 401);
    assert.match(bodyOf('Problem', refused).detail, /expired/);
    await answered(this.#ask({ ...this.#first.sent, path: '/v1/diagnoses', headers: {} }), 200);
    const history = bodyOf(
      'RuleHistory',
      await answered(this.#ask({ method: 'GET', path: `${RULE}/versions` }), 200),
    );
    assert.deepEqual(
      history.events.map(({ kind }) => kind),
      ['disabled', 'enabled'],
    );
    const renewed = bodyOf('Case', await answered(this.#ask(this.#first.sent), 201));
    assert.notEqual(renewed.id, this.#opened.id, 'an answer is kept for 24 hours');
    this.#opened = { id: renewed.id, text: JSON.stringify(renewed) };
  }

  async rightAgain(): Promise<void> {
    this.#setBy('+0');
    await answered(this.#briefly({ method: 'GET', path: '/v1/cases' }), 200);
    const again = bodyOf('Case', await answered(this.#ask(this.#first.sent), 201));
    assert.equal(again.id, this.#opened.id, 'a repeat gets the first answer');
    await answered(this.#ask({ method: 'GET', path: '/readyz' }), 200);
    await this.#auditInOrder([
      'open-case',
      'disable-rule',
      'confirm-cause',
      'open-case',
      'end-disabling',
      'open-case',
    ]);
  }

  /** The actions appear in the audit in this order, whatever their times. */
  async #auditInOrder(actions: readonly string[]): Promise<void> {
    const { items } = bodyOf(
      'AuditPage',
      await answered(this.#ask({ method: 'GET', path: '/v1/audit?limit=200' }), 200),
    );
    const left = [...actions];
    for (const { action } of items.toReversed()) if (action === left[0]) left.shift();
    assert.deepEqual(left, [], `the audit is ${items.map(({ action }) => action)}`);
  }
}
