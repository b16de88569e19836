// {
//     "apiVersion": "v1",
//     "items": [ { "apiVersion": "v1", "kind": "Node", "spec": { "podCIDR": "10.244.0.0/24" }, … } ],
//     "kind": "List"
// }
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { parsePrefixed } from '../../text/addresses.ts';
import { itemsOf, jsonDocuments } from '../../text/json-documents.ts';
import { at, isObject } from '../../text/json-value.ts';
import { asksFor, coversCluster, kubectlCommand } from '../../text/kubectl-command.ts';
import { yamlDocument, yamlManifests } from '../../text/yaml-document.ts';
import { nodeOfObject, podCidrsOfObject } from './node-of-object.ts';
import { podOfObject } from './pod-of-object.ts';

const pods = ['pods', 'pod', 'po'];
const nodes = ['nodes', 'node', 'no'];
const kindInText = /^\s*(?:- )?"?kind"?: ?"?(?:Pod|Node|PodList|NodeList)"?,?$/;

export const kubectlGetJson: Source = {
  id: 'kubectl-get-json',
  title: 'kubectl get pods or nodes, as JSON or YAML',
  commands: [...pods, ...nodes].map((resource) => `kubectl get ${resource}`),
  needles: [...['"Pod"', '"Node"', '"PodList"', '"NodeList"', 'Pod', 'Node'].flatMap(kindNeedles)],
  facts: ['kubernetes.pods', 'kubernetes.nodes', 'kubernetes.pod-cidrs'],
  read,
};

function kindNeedles(kind: string): string[] {
  return kind.startsWith('"') ? [`"kind": ${kind}`, `"kind":${kind}`] : [`kind: ${kind}`];
}

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = kubectlCommand(block.words);
  const asked = asksFor(command, [...pods, ...nodes]);
  for (const document of jsonDocuments(block.lines)) {
    const { first, last, parsed } = document;
    if (parsed === null) {
      const own =
        (asked && command?.output === 'json') || document.lines.some((line) => kindInText.test(line.text));
      if (own) reading.fail(first, last);
      continue;
    }
    const items = itemsOf(parsed.value, parsed.span, 'items').map(({ value, span }) => ({
      value,
      first: span.first,
      last: span.last,
    }));
    readDocument(reading, {
      value: parsed.value,
      first,
      last,
      items,
      allPods: asksFor(command, pods) && coversCluster(command),
    });
  }
  readManifests(reading, block.lines);
  return reading;
}

function readManifests(reading: ReadingBuilder, lines: readonly Line[]): void {
  for (const manifest of yamlManifests(lines)) {
    const [first, last] = [manifest[0], manifest.at(-1)];
    if (first === undefined || last === undefined || !manifest.some((line) => kindInText.test(line.text)))
      continue;
    const document = yamlDocument(manifest);
    if (document === null) reading.fail(first, last);
    else
      readDocument(reading, {
        value: document.value,
        first,
        last,
        items: document.items('items'),
        allPods: false,
      });
  }
}

interface Placed {
  value: unknown;
  first: Line;
  last: Line;
}

function readDocument(
  reading: ReadingBuilder,
  document: Placed & { items: readonly Placed[]; allPods: boolean },
): void {
  const { value, first, last, items, allPods } = document;
  const before = reading.findings.length;
  const kind = at(value, 'kind');
  readObject(reading, document, null);
  for (const item of items)
    readObject(reading, item, kind === 'PodList' ? 'Pod' : kind === 'NodeList' ? 'Node' : null);
  if (reading.findings.length > before) {
    reading.understand(first, last);
    return;
  }
  if (!Array.isArray(at(value, 'items')) || items.length > 0) return;
  if (allPods) reading.none('kubernetes.pods', first, last);
  else if (kind === 'PodList' || kind === 'NodeList') reading.understand(first, last);
}

/** One object; in a PodList or NodeList, items need not repeat their kind. */
function readObject(
  reading: ReadingBuilder,
  { value, first, last }: Placed,
  kindOfList: string | null,
): void {
  if (!isObject(value) || !isObject(value['status'])) return;
  const kind = at(value, 'kind') ?? kindOfList;
  const pod = kind === 'Pod' ? podOfObject(value) : null;
  if (pod !== null) reading.item('kubernetes.pods', pod, first, last);
  const node = kind === 'Node' ? nodeOfObject(value) : null;
  if (node === null) return;
  reading.item('kubernetes.nodes', node, first, last);
  for (const cidr of podCidrsOfObject(value))
    if (parsePrefixed(cidr) !== null) reading.item('kubernetes.pod-cidrs', cidr, first, last);
}
