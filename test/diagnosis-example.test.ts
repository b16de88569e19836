import { afterAll, beforeAll, expect, it } from 'vitest';
import { Document, visit } from 'yaml';
import { readContract } from '../src/http/contract.ts';
import type { components } from '../src/http/openapi-types.ts';
import { read, type TestApp, testApp } from './http-app.ts';

type Diagnosis = components['schemas']['Diagnosis'];

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const { text } = readContract();
const head =
  '    Diagnosis:\n      summary: IP forwarding is off on node-1 (shortened to what counts)\n      value:\n';
const start = text.indexOf('    Diagnosis:\n      summary:');
const end = text.indexOf('\n    Case:\n', start) + 1;

/** Any; the true one changes with every rule. */
const digest = 'sha256:f22d8da35455a8b6a4b9da5e0c31b96cf530a191f711c02db4183581f9e5ec04';

/** One cause with its lines that weigh something, and the first of its fixes and references; nothing else is left out. */
const shortened = ({ causes, ...rest }: Diagnosis): Diagnosis => ({
  causes: causes.slice(0, 1).map(({ score, fixes, references, ...cause }) => ({
    ...cause,
    score: { ...score, lines: score.lines.filter(({ decibans }) => decibans !== 0) },
    fixes: fixes.slice(0, 1),
    references: references.slice(0, 1),
  })),
  ...rest,
  rulebook: { digest },
});

/** YAML as the contract is written: what holds no more than a few words stands on one line. */
function asYaml(value: unknown, indent: string): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node, path) => {
      // All but the whole, whose path is the document alone.
      if (path.length > 1 && JSON.stringify(node).length < 90) node.flow = true;
    },
  });
  const lines = document
    .toString({ lineWidth: 110, singleQuote: true, flowCollectionPadding: false })
    .trimEnd()
    .split('\n');
  return `${lines.map((line) => indent + line).join('\n')}\n`;
}

it('openapi.yaml shows a diagnosis as it is (npx vitest run test/diagnosis-example.test.ts --update)', async () => {
  const transcript = '[root@node-1 ~]# sysctl net.ipv4.ip_forward\nnet.ipv4.ip_forward = 0\n';
  expect(start).toBeGreaterThan(0);
  expect(end).toBeGreaterThan(start);
  const diagnosis = await read('Diagnosis', app.paste('/v1/diagnoses', transcript));
  const example = head + asYaml(shortened(diagnosis), ' '.repeat(8));
  await expect(text.slice(0, start) + example + text.slice(end)).toMatchFileSnapshot('../openapi.yaml');
});
