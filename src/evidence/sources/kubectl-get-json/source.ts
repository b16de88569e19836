// {
//     "apiVersion": "v1",
//     "items": [ { "apiVersion": "v1", "kind": "Node", "spec": { "podCIDR": "10.244.0.0/24" }, … } ],
//     "kind": "List"
// }
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { itemsOf, jsonDocuments } from '../../text/json-documents.ts';
import { at, isObject } from '../../text/json-value.ts';
import { asksFor, coversCluster, type KubectlCommand, kubectlCommand } from '../../text/kubectl-command.ts';
import { yamlDocument, yamlManifests } from '../../text/yaml-document.ts';
import { kinds } from './kinds.ts';
import type { ObjectKind } from './object-kind.ts';

const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
const names = kinds.map(({ kind }) => kind).join('|');
const kindInText = new RegExp(`^\\s*(?:- )?"?kind"?: ?"?(?:${names})(?:List)?"?,?$`);
const resources = kinds.flatMap((kind) => kind.resources);

export const kubectlGetJson: Source = {
  id: 'kubectl-get-json',
  title: 'Kubernetes objects, as JSON or YAML',
  commands: resources.map((resource) => `kubectl get ${resource}`),
  needles: kinds.flatMap(({ kind }) => [`"kind": "${kind}`, `"kind":"${kind}`, `kind: ${kind}`]),
  facts: [...new Set(kinds.flatMap((kind) => kind.facts))],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = kubectlCommand(block.words);
  const asked = asksFor(command, resources) && command?.output === 'json';
  for (const { first, last, lines, parsed } of jsonDocuments(block.lines)) {
    if (parsed === null) {
      if (asked || lines.some((line) => kindInText.test(line.text))) reading.fail(first, last);
      continue;
    }
    const items = itemsOf(parsed.value, parsed.span, 'items').map(({ value, span }) => ({
      value,
      first: span.first,
      last: span.last,
    }));
    readDocument(reading, { value: parsed.value, first, last, items }, command);
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
    else readDocument(reading, { value: document.value, first, last, items: document.items('items') }, null);
  }
}

interface Placed {
  value: unknown;
  first: Line;
  last: Line;
}

function readDocument(
  reading: ReadingBuilder,
  document: Placed & { items: readonly Placed[] },
  command: KubectlCommand | null,
): void {
  const { value, first, last, items } = document;
  const before = reading.findings.length;
  const kind = at(value, 'kind');
  const ofList =
    typeof kind === 'string' && kind.endsWith('List') ? byName.get(kind.slice(0, -4)) : undefined;
  readObject(reading, document, undefined);
  for (const item of items) readObject(reading, item, ofList);
  if (reading.findings.length > before) {
    reading.understand(first, last);
    return;
  }
  if (!Array.isArray(at(value, 'items')) || items.length > 0) return;
  const empty = kinds.filter((one) => asksFor(command, one.resources) && coversCluster(command));
  for (const { list } of empty) if (list !== undefined) reading.none(list, first, last);
  if (empty.length === 0 && ofList !== undefined) reading.understand(first, last);
}

/** One object; in a PodList or NodeList, items need not repeat their kind. */
function readObject(
  reading: ReadingBuilder,
  { value, first, last }: Placed,
  ofList: ObjectKind | undefined,
): void {
  if (!isObject(value)) return;
  const name = at(value, 'kind');
  const kind = typeof name === 'string' ? byName.get(name) : ofList;
  for (const found of kind?.read(value) ?? [])
    if ('item' in found) reading.item(found.fact, found.item, first, last);
    else reading.value(found.fact, found.value, first, last);
}
