import { platforms } from '../../src/facts/platforms.ts';
import { exampleTest, provableRule } from '../example-rule.ts';
import { type Ask, bodyOf, type Reply, type Sent } from './ask.ts';
import type { Ledger } from './ledger.ts';

/** The rule that is written anew again and again, and the fact that it is about. */
export const MADE_RULE = 'host.made-under-load';
const fact = 'sysctl.net.ipv4.conf.all.rp_filter';

const madeRule = (title: string) => {
  const { version: _, ...rule } = provableRule;
  const signals = rule.signals.map((signal) => ({
    ...signal,
    id: 'filter-is-1',
    when: { fact, operator: 'equal', value: 1 },
  }));
  return { ...rule, id: MADE_RULE, title, signals };
};

const madeTest = {
  ...exampleTest,
  rule: MADE_RULE,
  fires: [{ name: 'it is 1', evidence: { facts: [{ fact, value: 1, host: 'n' }] }, expect: { first: true } }],
  lookAlikes: [{ name: 'it is 0', evidence: { facts: [{ fact, value: 0, host: 'n' }] }, first: null }],
};

interface Author {
  ask: Ask;
  ledger: Ledger;
  /** Answers `null` for a refusal that the fault allows, and rejects when the connection was cut. */
  exchange: (sent: Sent) => Promise<Reply | null>;
}

/** Drafts, publishes, disables for a while, and enables: one round a call, as far as the server answers. */
export function authoring({ ask, ledger, exchange }: Author): () => Promise<void> {
  const path = `/v1/rules/${MADE_RULE}`;
  const activate = async (what: 'disable' | 'enable', body: unknown): Promise<boolean> => {
    const reply = await exchange({ method: 'POST', path: `${path}/${what}`, body });
    if (reply !== null) ledger.activated(bodyOf('Activation', reply));
    return reply !== null;
  };
  return async () => {
    const history = await ask({ method: 'GET', path: `${path}/versions` });
    // Before the first draft there is no such rule; what else goes wrong, the next request will meet, too.
    if (history !== null && history.status !== 200 && history.status !== 404) return;
    const etag = history?.headers.get('etag');
    const title = `Made under load after ${ledger.acknowledged.length} writes`;
    const saved = await exchange({
      method: 'PUT',
      path,
      body: { rule: madeRule(title), test: madeTest },
      headers: etag == null ? {} : { 'if-match': etag },
    });
    if (saved === null) return;
    const { version } = bodyOf('SavedDraft', saved);
    const published = await exchange({ method: 'POST', path: `${path}/versions/${version}/publish` });
    if (published === null) return;
    ledger.activated(bodyOf('PublishedRule', published).activation);
    ledger.published.set(version, title);
    // Each round on another platform: a cut answer may have left one disabled.
    const platform = platforms[version % platforms.length];
    const isDisabled = await activate('disable', { reason: 'loud', platform, until: '2999-01-01T00:00:00Z' });
    if (isDisabled) await activate('enable', { reason: 'mended', platform });
  };
}
