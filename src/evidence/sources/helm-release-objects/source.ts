// NAMESPACE  NAME                           TYPE                 DATA  AGE
// shop       sh.helm.release.v1.api.v417    helm.sh/release.v1   1     3d
// shop       sh.helm.release.v1.api.v418    helm.sh/release.v1   1     2d
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { hasColumns, isElision } from '../../text/columns.ts';
import { kubectlCommand } from '../../text/kubectl-command.ts';
import { tableLines } from '../../text/tables.ts';
import { wordsOf } from '../../text/words.ts';
import { type RevisionObject, revisionOfLine } from './revision-object.ts';

export const helmReleaseObjects: Source = {
  id: 'helm-release-objects',
  title: 'the Secrets and ConfigMaps in which Helm keeps revisions, listed or counted',
  commands: ['kubectl get'],
  needles: ['sh.helm.release.v1.', 'OWNER=TILLER'],
  facts: ['helm.release-objects', 'helm.histories'],
  read,
};

/** Whether a command line, pipes included, restricts what it lists to Helm's objects. */
const namesHelm = (command: string): boolean =>
  /owner[= ]+['"]?helm|OWNER[= ]+['"]?TILLER|helm\.sh\/release|sh\.helm\.release/.test(command);

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const command = block.command ?? '';
  if (namesHelm(command) && /\bwc -l\b|grep -[a-zA-Z]*c/.test(command)) {
    readCount(reading, block);
    return reading;
  }
  readListing(reading, block);
  return reading;
}

/** Helm 2 keeps all of its objects in Tiller's namespace; Helm 3 keeps them with the release. */
function coversCluster(block: Block): boolean {
  return kubectlCommand(block.words)?.allNamespaces === true || /OWNER=TILLER/.test(block.command ?? '');
}

function readCount(reading: ReadingBuilder, block: Block): void {
  const printed = block.lines.filter(
    (line) => line.text.trim() !== '' && !line.text.startsWith('No resources found'),
  );
  const [line] = printed;
  if (
    line === undefined ||
    printed.length > 1 ||
    !/^\d{1,9}$/.test(line.text.trim()) ||
    // What one namespace has, the cluster has at least: of a thousand nobody asks how many more.
    !(coversCluster(block) || Number(line.text.trim()) >= 1000)
  )
    return;
  const command = block.command ?? '';
  const hasHeader = !/--no-headers|-o[= ]?name|grep|jsonpath|custom-columns/.test(command);
  reading.value('helm.release-objects', Math.max(Number(line.text.trim()) - (hasHeader ? 1 : 0), 0), line);
}

interface Release {
  name: string;
  count: number;
  lowest: number;
  highest: number;
  first: Line;
  last: Line;
}

function readListing(reading: ReadingBuilder, block: Block): void {
  const ofTiller = /OWNER=TILLER/.test(block.command ?? '') || looksLikeTiller(block);
  const isCut = /\|\s*(?:head|tail|less|more)\b/.test(block.command ?? '');
  const releases = new Map<string, Release>();
  let whole = isWholeListing(block);
  let headerOfHelm: Line | null = null;
  for (const { line, header, isHeader } of tableLines(block.lines)) {
    if (isHeader) {
      headerOfHelm = header !== null && hasColumns(header, ['NAME', 'DATA', 'AGE']) ? line : null;
      continue;
    }
    if (line.text.length > 2000) continue;
    const found = revisionOfLine(wordsOf(line.text), ofTiller || line.text.includes('OWNER=TILLER'));
    if (found !== null) {
      if (headerOfHelm !== null) reading.understand(headerOfHelm);
      headerOfHelm = null;
      reading.understand(line);
      count(releases, found, line);
    } else if (isElision(line.text)) whole = false;
  }
  report(reading, releases, { whole, isCut });
}

/** ConfigMaps named by revision, of one entry each, in a row: nobody but Tiller makes such. */
const looksLikeTiller = ({ command, lines }: Block): boolean =>
  /\bget\s.{0,40}\b(?:cm|configmaps?)\b/.test(command ?? '') &&
  lines.filter(({ text }) =>
    /^(?:kube-system\s{1,40})?[a-z0-9][\w.-]{0,60}\.v\d{1,9}\s{1,60}1\s{1,20}\d{1,5}[smhdy]/.test(text),
  ).length >= 5;

/** Nothing between the cluster and the reader may have dropped lines. */
const isWholeListing = (block: Block): boolean =>
  coversCluster(block) && block.command !== null && !/[|]|--field-selector|name=/.test(block.command);

function count(
  releases: Map<string, Release>,
  { namespace, release, count, revision = 0 }: RevisionObject,
  line: Line,
): void {
  const key = `${namespace ?? ''}/${release}`;
  const known = releases.get(key);
  if (known === undefined)
    releases.set(key, { name: release, count, lowest: revision, highest: revision, first: line, last: line });
  else
    releases.set(key, {
      ...known,
      count: known.count + count,
      lowest: Math.min(known.lowest, revision),
      highest: Math.max(known.highest, revision),
      last: line,
    });
}

/** Of a listing that was cut off: whoever still has the first revision has dropped none. */
const keptOf = ({ count, lowest, highest }: Release, isCut: boolean): number =>
  isCut && lowest === 1 ? Math.max(count, highest) : count;

function report(
  reading: ReadingBuilder,
  releases: ReadonlyMap<string, Release>,
  { whole, isCut }: { whole: boolean; isCut: boolean },
): void {
  const all = [...releases.values()].map((release) => ({ ...release, count: keptOf(release, isCut) }));
  // Releases of one name in several namespaces are one item: the one that keeps the most comes last and stays.
  for (const { name, count, first, last } of all.toSorted((a, b) => a.count - b.count))
    reading.item('helm.histories', { release: name, storedRevisions: count }, first, last);
  const [first] = all;
  const last = all.at(-1);
  if (!whole || first === undefined || last === undefined) return;
  const total = all.reduce((sum, release) => sum + release.count, 0);
  reading.value('helm.release-objects', total, first.first, last.last);
}
