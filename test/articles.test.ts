import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../src/evidence/read-evidence.ts';
import { compileRulebook } from '../src/inference/compile-rulebook.ts';
import { diagnose } from '../src/inference/diagnose.ts';
import { loadRulebook } from '../src/rulebook/load-rulebook.ts';

/** Outputs that published articles on these failures print, word for word, and which causes the articles name. */
interface Article {
  article: string;
  /** Lines of each output, by name. */
  outputs: Record<string, string[]>;
  expectations: Expectation[];
}

interface Expectation {
  outputs: string[];
  /** Empty: the outputs show nothing wrong. */
  causes: string[];
  /** 1: one of the causes comes first. More: all of them are among the first so many. */
  within?: number;
  /** At least this sure of the first cause. */
  verdict?: 'likely' | 'confirmed';
  /** A fact that the answer asks for. */
  next?: string;
}

const folder = join(import.meta.dirname, 'articles');
const rulebook = compileRulebook(loadRulebook(join(import.meta.dirname, '../rules')));
const diagnoseTexts = (texts: string[]) =>
  diagnose(readEvidence({ facts: [], texts: texts.map((text) => ({ text })) }), rulebook);

const sureEnough = { likely: ['likely', 'confirmed'], confirmed: ['confirmed'] };

function check({ causes, within = 1, verdict, next }: Expectation, texts: string[]): void {
  const diagnosis = diagnoseTexts(texts);
  const ranked = diagnosis.causes.map(({ rule }) => rule);
  if (causes.length === 0) expect(diagnosis.noneOfThese).toBeGreaterThan(0.8);
  else if (within === 1) expect(causes).toContain(ranked[0]);
  else expect(ranked.slice(0, within)).toEqual(expect.arrayContaining(causes));
  if (verdict !== undefined) expect(sureEnough[verdict]).toContain(diagnosis.causes[0]?.verdict);
  if (next !== undefined) expect(diagnosis.next.flatMap(({ facts }) => facts)).toContain(next);
}

describe.each(['tls-handshake-timeout', 'networking-issues', 'aks-timeouts'])('the outputs of %s', (name) => {
  const { outputs, expectations }: Article = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const linesOf = (output: string) => (outputs[output] ?? []).join('\n');

  it.each(expectations.map((expected) => [expected.outputs.join(' + '), expected] as const))(
    '%s: as separate texts, and as one',
    (_, expected) => {
      const texts = expected.outputs.map(linesOf);
      check(expected, texts);
      check(expected, [texts.join('\n\n')]);
    },
  );

  it('all have an expectation', () => {
    expect(new Set(expectations.flatMap((expected) => expected.outputs))).toEqual(
      new Set(Object.keys(outputs)),
    );
  });
});

describe('outputs amid prose', () => {
  const forwarding = ['host.ip-forward-disabled', 'host.bridge-nf-call-iptables-disabled'];
  const pastes = {
    'stale-arp-incident': ['host.stale-arp-entry'],
    'networking-checklist': [...forwarding, 'cni.overlay-blocked', 'cni.pod-cidr-conflict'],
    'aks-timeouts-question': ['kubelet.port-blocked'],
  };

  it.each(Object.entries(pastes))('%s gives a cause that it shows', (name, causes) => {
    check({ outputs: [], causes }, [readFileSync(join(folder, `pastes/${name}.txt`), 'utf8')]);
  });
});

describe('a message with nothing around it', () => {
  const timeout = { causes: ['host.ip-forward-disabled', 'aws.source-dest-check'], within: 3 };
  it.each<[string, Omit<Expectation, 'outputs'>]>([
    ['Connection timed out', { ...timeout, next: 'sysctl.net.ipv4.ip_forward' }],
    [
      'net/http: TLS handshake timeout',
      { causes: ['host.stale-arp-entry'], within: 3, next: 'arp.foreign-entries' },
    ],
    ['dial tcp <Node_IP>:10250: i/o timeout', { causes: ['kubelet.port-blocked'], verdict: 'likely' }],
    ['No route to host', { causes: ['cni.pod-cidr-conflict'], within: 3 }],
    ['100% packet loss', { causes: [] }],
    ['5 packets transmitted, 0 packets received, 100% packet loss', { causes: ['cni.overlay-blocked'] }],
    ['"SourceDestCheck": true,', { causes: ['aws.source-dest-check'] }],
    ['No agent available', { causes: ['aks.tunnel-agent-not-running'], verdict: 'likely' }],
  ])('%s', (message, expected) => {
    check({ outputs: [], ...expected }, [message]);
  });
});

describe('no evidence', () => {
  it('is none of these', () => {
    expect(diagnoseTexts([]).noneOfThese).toBeGreaterThan(0.8);
  });
});
