// "Arn": "arn:aws:sts::111122223333:assumed-role/deployer/ci"
//     - rolearn: arn:aws:iam::111122223333:role/orders-node
// ARN                                        USERNAME   GROUPS           ACCOUNT
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';

const arn =
  /arn:aws[a-z-]{0,12}:(?:iam|sts)::[0-9Xx*]{4,20}:(?:role|user|assumed-role|root)(?:\/[\w+=,.@*/-]{1,200})?/;

/** `rolearn`, `userarn`, with whatever quotes and blanks; a list of them may stand on one line, its breaks escaped. */
const mapped = new RegExp(`\\b(?:role|user)arn["']?\\s{0,4}[:=]\\s{0,4}["']?(${arn.source})`, 'gi');

const caller = new RegExp(
  `(?:"Arn"\\s{0,4}:\\s{0,4}"|\\|\\s{0,4}Arn\\s{0,20}\\|\\s{0,4}|^Arn:\\s{0,8})(${arn.source})`,
);

export const awsIdentity: Source = {
  id: 'aws-identity',
  title: 'aws sts get-caller-identity, the ConfigMap aws-auth, eksctl get iamidentitymapping, access entries',
  commands: [
    'aws sts get-caller-identity',
    'aws eks list-access-entries',
    'aws iam get-instance-profile',
    'eksctl get iamidentitymapping',
    'kubectl get configmap aws-auth',
    'kubectl get cm aws-auth',
    'kubectl describe configmap aws-auth',
    'kubectl describe cm aws-auth',
  ],
  needles: [':assumed-role/', '"Arn"', 'rolearn', 'userarn', 'accessEntries', 'IAMIDENTITYMAPPING', ':iam::'],
  facts: ['aws.caller-arn', 'aws.mapped-arns', 'aws.node-role-arns'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const isCaller =
    block.words.includes('get-caller-identity') || block.lines.some(({ text }) => /"UserId"/.test(text));
  const listsEntries = block.lines.some(({ text }) => text.includes('"accessEntries"'));
  const isTable = block.lines.some(({ text }) => /^ARN\s+USERNAME\s+GROUPS\b/.test(text));
  for (const line of block.lines) {
    const own = isCaller ? (caller.exec(line.text)?.[1] ?? plainArn(line.text)) : undefined;
    if (own !== undefined) reading.value('aws.caller-arn', own, line);
    for (const { 1: found } of line.text.matchAll(mapped))
      if (found !== undefined) reading.item('aws.mapped-arns', found, line);
    const ofNodes = block.words.includes('get-instance-profile') || line.text.includes('"nodeRole"');
    const role = ofNodes
      ? /arn:aws[a-z-]{0,12}:iam::[0-9X*]{4,20}:role\/[\w+=,.@*/-]{1,200}/.exec(line.text)
      : null;
    if (role !== null) reading.item('aws.node-role-arns', role[0], line);
    const row = isTable || listsEntries ? arn.exec(line.text) : null;
    // Access entries name a role with its path; aws-auth must not.
    if (row !== null && row[0].length < 400)
      reading.item(
        'aws.mapped-arns',
        listsEntries ? row[0].replace(/:(role|user)\/.*\//, ':$1/') : row[0],
        line,
      );
  }
  return reading;
}

/** `--query Arn --output text` prints it alone. */
const plainArn = (text: string): string | undefined =>
  new RegExp(`^${arn.source}$`).test(text.trim()) ? text.trim() : undefined;
