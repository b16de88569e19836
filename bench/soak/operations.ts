import { join } from 'node:path';
import { readIncidents, submissionOf } from '../../src/cases/incident-files.ts';
import { platforms } from '../../src/facts/platforms.ts';
import { draft } from '../../test/draft-rule.ts';
import type { Reply, Send } from './send.ts';

/** Cases that stand at once: enough that reads miss caches, and so few that the database does not grow. */
const MOST_CASES = 100;
const MOST_ADDITIONS = 3;

interface OpenCase {
  id: string;
  cause: string | null;
  additions: number;
}

const isPlatform = (word: string): boolean => platforms.some((platform) => platform === word);

export type Operation = () => Promise<Reply>;

/** What tools, engineers and authors do. A case is in one pair of hands at a time, so that nothing may be refused. */
export function operationsOn(send: Send, random: () => number): Readonly<Record<string, Operation>> {
  const pool: OpenCase[] = [];
  const submissions = readIncidents(join(import.meta.dirname, '../../test/incidents'))
    .map(submissionOf)
    .filter(({ platform }) => platform === undefined || isPlatform(platform));
  const anything = (): unknown => submissions[Math.floor(random() * submissions.length)];

  async function withCase(use: (one: OpenCase) => Promise<Reply>): Promise<Reply> {
    const [one] = pool.splice(Math.floor(random() * pool.length), 1);
    if (one === undefined) return send('GET', '/v1/cases');
    const reply = await use(one);
    pool.push(one);
    return reply;
  }

  /** For each case above the bound, the oldest goes. */
  async function openOne(): Promise<Reply> {
    const reply = await send('POST', '/v1/cases', anything());
    if (reply.status === 201) pool.push(caseOf(reply));
    const oldest = pool.length > MOST_CASES ? pool.shift() : undefined;
    return oldest === undefined ? reply : send('DELETE', `/v1/cases/${oldest.id}`);
  }

  async function addTo(one: OpenCase): Promise<Reply> {
    if (one.additions >= MOST_ADDITIONS) return send('GET', `/v1/cases/${one.id}`);
    one.additions += 1;
    return send('POST', `/v1/cases/${one.id}/evidence`, anything());
  }

  const confirm = ({ id, cause }: OpenCase) => send('POST', `/v1/cases/${id}/confirmation`, { rule: cause });
  return {
    diagnose: () => send('POST', '/v1/diagnoses', anything()),
    'open a case': openOne,
    'add evidence': () => withCase(addTo),
    confirm: () => withCase(confirm),
    'read a case': () => withCase(({ id }) => send('GET', `/v1/cases/${id}`)),
    replay: () => withCase(({ id }) => send('POST', `/v1/cases/${id}/replay`, {})),
    'list diagnoses': () => withCase(({ id }) => send('GET', `/v1/cases/${id}/diagnoses`)),
    'list cases': () => send('GET', '/v1/cases?limit=20'),
    'read a rule': () => send('GET', '/v1/rules/host.ip-forward-disabled'),
    'list rules': () => send('GET', '/v1/rules?limit=20'),
    'list the audit': () => send('GET', '/v1/audit?limit=20'),
    'check readiness': () => send('GET', '/readyz'),
    publish: () => publish(send),
  };
}

let published = 0;

/** Saves the next version of a rule, and puts it in force. */
async function publish(send: Send): Promise<Reply> {
  published += 1;
  const { id } = draft.rule;
  const before = await send('GET', `/v1/rules/${id}`);
  const content = { ...draft, rule: { ...draft.rule, title: `${draft.rule.title} ${published}` } };
  const headers = before.etag === undefined ? {} : { 'if-match': before.etag };
  const saved = await send('PUT', `/v1/rules/${id}`, content, headers);
  if (saved.status >= 400) return saved;
  const version = /"version":(\d+)/.exec(saved.body)?.[1];
  return send('POST', `/v1/rules/${id}/versions/${version}/publish`, { override: { reason: 'soak' } });
}

function caseOf({ body }: Reply): OpenCase {
  const answer: { id: string; diagnosis: { causes: { rule: { id: string } }[] } } = JSON.parse(body);
  return { id: answer.id, cause: answer.diagnosis.causes[0]?.rule.id ?? null, additions: 0 };
}
