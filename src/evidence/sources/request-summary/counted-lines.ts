import type { Block, Line, ReadingBuilder } from '../../source.ts';
import type { ClientTally } from './client-tally.ts';

const verbs = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'connect',
  'proxy',
]);

interface Counted {
  client: string;
  requests: number;
  line: Line;
}

/** `  48210 mixs/v0.0.0 (linux/amd64) kubernetes/$Format`, as `uniq -c` prints it; a verb beside the client, and its resource, are left out. */
function countedLine(line: Line): Counted | null {
  const text = line.text.trim();
  const space = text.search(/\s/);
  if (space < 1 || space > 12 || text.length > 1000 || !/^\d+$/.test(text.slice(0, space))) return null;
  const words = text.slice(space).trim().replaceAll('"', ' ').trim().split(/\s+/);
  if (words.length > 1 && verbs.has(words.at(-1) ?? '')) words.pop();
  else if (words.length > 2 && verbs.has(words.at(-2) ?? '')) words.splice(-2);
  else if (words.length > 1 && verbs.has(words[0] ?? '')) words.shift();
  return { client: words.join(' '), requests: Number(text.slice(0, space)), line };
}

/** A user agent that client-go made (`kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43`), or a user of Kubernetes' own. */
const isKubernetesClient = (client: string): boolean =>
  /^[^\s/]{1,100}\/\S{1,60} \((?:linux|darwin|windows)\/\w{1,10}\)/.test(client) ||
  /^system:(?:serviceaccount|node|kube-|apiserver|admin|anonymous|aws-|aks|cloud-)\S{0,200}$/.test(client);

/** Whether what is counted is named in the command, or can be told from the lines themselves. */
const asksForClients = (command: string): boolean =>
  /uniq -c/.test(command) && /user_?agent|user\.username|\busername\b|sourceIPs/i.test(command);

/** Reads runs of counted lines; a run counts clients when one of its lines is certain to name one. */
export function readCountedLines(reading: ReadingBuilder, block: Block, tally: ClientTally): void {
  const asked = asksForClients(block.command ?? '');
  let run: Counted[] = [];
  const close = (): void => {
    const certain = asked || run.some(({ client }) => isKubernetesClient(client));
    for (const { client, requests, line } of certain ? run : []) {
      reading.understand(line);
      if (client !== 'null' && client !== '') tally.add(client, requests, line);
    }
    run = [];
  };
  for (const line of block.lines) {
    const counted = countedLine(line);
    if (counted === null) close();
    else run.push(counted);
  }
  close();
}
