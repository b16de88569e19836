// Name:         system:coredns
// PolicyRule:
//   Resources                        Non-Resource URLs  Resource Names  Verbs
//   endpointslices.discovery.k8s.io  []                 []              [list watch]
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { RoleRules } from './role-rules.ts';

const named = /\b(?:clusterroles?|clusterrole\S*)[ /]\S{0,60}(?:coredns|kube-dns)/i;
const mayI =
  /\bauth can-i (?:list|watch|get) (\S{3,80}).{0,200}--as[ =]system:serviceaccount:\S{1,63}(?:coredns|kube-dns)/;
const describedName = /^Name:\s{1,20}\S{0,60}(?:coredns|kube-dns)/;

class RoleReading extends ReadingBuilder {
  /** The lines of one document: whether it is the role of CoreDNS may be said at its end. */
  readDocument(lines: readonly Line[], isNamed: boolean): void {
    const isRole = lines.some(({ text }) => /^kind: ClusterRole\s*$/.test(text));
    const isItsOwn = lines.some(
      ({ text }) => /^ {2}name: \S{0,60}(?:coredns|kube-dns)/.test(text) || describedName.test(text),
    );
    const isDescribed = lines.some(({ text }) => describedName.test(text));
    if (!isNamed && !(isItsOwn && (isRole || isDescribed))) return;
    const rules = new RoleRules();
    for (const line of lines) if (rules.take(line)) this.understand(line);
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) return;
    for (const resource of rules.finish()) this.item('coredns.listable-resources', resource, first, last);
  }

  readAnswer({ command, lines }: Block): boolean {
    const resource = mayI.exec(command ?? '')?.[1];
    const answer = lines.find(({ text }) => /^(?:yes|no)\b/.test(text));
    if (resource === undefined || answer === undefined) return false;
    if (answer.text.startsWith('no')) this.item('coredns.refused-resources', resource, answer);
    else this.understand(answer);
    return true;
  }
}

export const corednsRole: Source = {
  id: 'coredns-role',
  title: 'the ClusterRole of CoreDNS, and what it may read',
  commands: ['kubectl get clusterrole', 'kubectl describe clusterrole', 'kubectl auth can-i'],
  needles: ['apiGroups', 'PolicyRule:'],
  facts: ['coredns.listable-resources', 'coredns.refused-resources'],
  read(block: Block) {
    const reading = new RoleReading();
    if (reading.readAnswer(block)) return reading;
    const isNamed = named.test(block.command ?? '');
    let document: Line[] = [];
    for (const line of block.lines) {
      if (line.text.startsWith('---') && !line.text.includes(' ')) {
        reading.readDocument(document, isNamed);
        document = [];
      } else document.push(line);
    }
    reading.readDocument(document, isNamed);
    return reading;
  },
};
