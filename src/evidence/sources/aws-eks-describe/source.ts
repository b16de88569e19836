// "resourcesVpcConfig": { "endpointPublicAccess": true, "endpointPrivateAccess": false, "publicAccessCidrs": ["0.0.0.0/0"] }
// "health": { "issues": [ { "code": "NodeCreationFailure", "message": "Instances failed to join the kubernetes cluster" } ] }
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { objectsWithin } from '../../text/json-objects.ts';
import { type JsonObject, listAt, textAt } from '../../text/json-value.ts';
import { plainText } from '../../text/plain-text.ts';
import { selectedOf } from '../../text/query-output.ts';
import { queryOf } from '../../text/selecting-query.ts';

export const awsEksDescribe: Source = {
  id: 'aws-eks-describe',
  title: 'aws eks describe-cluster and describe-nodegroup',
  commands: ['aws eks describe-cluster', 'aws eks describe-nodegroup'],
  needles: ['endpointPublicAccess', 'endpointPrivateAccess', 'publicAccessCidrs', '"issues"'],
  facts: [
    'eks.endpoint-public-access',
    'eks.endpoint-private-access',
    'eks.public-access-cidrs',
    'eks.nodegroup-issues',
  ],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const { first, last, parsed, lines } of jsonDocuments(block.lines)) {
    if (parsed === null) {
      if (lines.some(({ text }) => text.includes('"resourcesVpcConfig"'))) reading.fail(first, last);
      continue;
    }
    const before = reading.findings.length;
    for (const { object, span } of objectsWithin(parsed.value, parsed.span))
      take(reading, object, [span.first, span.last]);
    if (reading.findings.length > before) reading.understand(first, last);
  }
  if (reading.findings.length === 0 && block.words.includes('eks')) readSelected(reading, block);
  return reading;
}

/** What `--query` selected, under whatever name, as JSON, text or table. */
function readSelected(reading: ReadingBuilder, block: Block): void {
  const printed = block.lines.filter(({ text }) => text.trim() !== '');
  const [query, first, last] = [queryOf(block), printed[0], printed.at(-1)];
  if (query === null || first === undefined || last === undefined) return;
  for (const { path, value } of selectedOf(query, printed)) {
    const name =
      path
        .replace(/\[[\d*]?\]$/, '')
        .split('.')
        .at(-1) ?? '';
    take(reading, { [name]: name === 'publicAccessCidrs' ? listOf(value) : switchOf(value) }, [first, last]);
  }
  if (reading.findings.length > 0) reading.understand(first, last);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** `--output text` writes True and False. */
const switchOf = (value: unknown): unknown => (value === 'True' ? true : value === 'False' ? false : value);

const switches = [
  ['endpointPublicAccess', 'eks.endpoint-public-access'],
  ['endpointPrivateAccess', 'eks.endpoint-private-access'],
] as const;

function take(reading: ReadingBuilder, object: JsonObject, lines: readonly [Line, Line]): void {
  for (const [property, fact] of switches) {
    const value = object[property];
    if (typeof value === 'boolean') reading.value(fact, value, ...lines);
  }
  const ranges = object['publicAccessCidrs'];
  if (Array.isArray(ranges))
    for (const range of ranges)
      if (typeof range === 'string') reading.item('eks.public-access-cidrs', plainText(range), ...lines);
  for (const issue of listAt(object, 'issues')) {
    const [code, message] = [textAt(issue, 'code'), textAt(issue, 'message')];
    if (code !== undefined) reading.item('eks.nodegroup-issues', { code, message: message ?? '' }, ...lines);
  }
}
