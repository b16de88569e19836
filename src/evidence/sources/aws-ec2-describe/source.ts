// { "NetworkInterfaces": [ { "NetworkInterfaceId": "eni-686ea200", "PrivateIpAddress": "10.0.1.17", "SourceDestCheck": true } ] }
// { "InstanceId": "i-1234567890abcdef0", "SourceDestCheck": { "Value": true } }
// |  i-1234567890abcdef0  |  True  |
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { flagValue } from '../../text/flag-value.ts';
import { jsonDocuments } from '../../text/json-documents.ts';
import { CheckLines } from './check-lines.ts';
import { checksWithin, isResourceId } from './check-objects.ts';

const fact = 'aws.source-dest-checks';

export const awsEc2Describe: Source = {
  id: 'aws-ec2-describe',
  title: 'aws ec2 describe-instances, describe-network-interfaces and their attributes',
  commands: [
    'aws ec2 describe-instances',
    'aws ec2 describe-network-interfaces',
    'aws ec2 describe-network-interface-attribute',
    'aws ec2 describe-instance-attribute',
  ],
  needles: ['SourceDestCheck'],
  facts: [fact],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const asked = block.words.includes('ec2') && /sourceDestCheck/i.test(block.command ?? '');
  const fallback = idOfCommand(block);
  const inDocument = new Set<number>();
  for (const document of jsonDocuments(block.lines)) {
    const { first, last, parsed, lines } = document;
    for (const line of lines) inDocument.add(line.number);
    const checks = parsed === null ? [] : checksWithin(parsed.value, parsed.span, fallback);
    for (const { check, first: from, last: to } of checks) reading.item(fact, check, from, to);
    if (checks.length > 0) reading.understand(first, last);
    else if (parsed === null && lines.some((line) => line.text.includes('"SourceDestCheck"')))
      reading.fail(first, last);
    else if (asked && parsed !== null && isFlags(parsed.value)) {
      reading.item(fact, { id: fallback, enabled: parsed.value.includes(true) }, first, last);
    }
  }
  const rows = new CheckLines({ asked, fallback });
  const tables =
    asked || block.lines.some((line) => /^\|+\s*SourceDestCheck\b|^SOURCEDESTCHECK\b/.test(line.text.trim()));
  if (!tables) return reading;
  for (const line of block.lines) {
    const found = inDocument.has(line.number) || line.text.trim() === '' ? null : rows.take(line);
    if (found === 'rule') reading.understand(line);
    else if (found !== null) reading.item(fact, found.check, found.first, found.last);
  }
  return reading;
}

/** `[true, false]` of `--query '…[].SourceDestCheck'`. */
const isFlags = (value: unknown): value is boolean[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'boolean');

/** The id that the command names; without one, the word that a reader has to fill in. */
function idOfCommand(block: Block): string {
  const named = flagValue(
    block.words,
    '--instance-id',
    '--instance-ids',
    '--network-interface-id',
    '--network-interface-ids',
  );
  if (named !== null && isResourceId(named)) return named;
  return block.words.some((word) => word.startsWith('describe-network-interface'))
    ? 'NETWORK_INTERFACE_ID'
    : 'INSTANCE_ID';
}
