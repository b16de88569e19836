// NAME        AGE   SIGNERNAME                      REQUESTOR              REQUESTEDDURATION   CONDITION
// csr-2jzqd   18m   kubernetes.io/kubelet-serving   system:node:worker-1   <none>              Pending
import type { CertificateRequest } from '../../../facts/control-plane-state.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { cutRow, hasColumns, type TableRow } from '../../text/columns.ts';
import { tableLines } from '../../text/tables.ts';

const fact = 'kubernetes.certificate-requests';

/** Listings of old versions show no signer: there a node asks for what its kubelet serves with. */
function purposeOf(signer: string | undefined, requestor: string): CertificateRequest['purpose'] {
  if (signer === 'kubernetes.io/kubelet-serving') return 'kubelet-serving';
  if (signer === 'kubernetes.io/kube-apiserver-client-kubelet') return 'kubelet-client';
  if (signer !== undefined && !signer.startsWith('kubernetes.io/legacy')) return 'other';
  if (requestor.startsWith('system:node:')) return 'kubelet-serving';
  return /^(?:system:bootstrap:|kubelet-bootstrap$)/.test(requestor) ? 'kubelet-client' : 'other';
}

function requestOf(row: TableRow | null): CertificateRequest | null {
  const [name, requestor, condition] = [row?.get('NAME'), row?.get('REQUESTOR'), row?.get('CONDITION')];
  if (!name || !requestor || !/^(?:Pending|Approved|Denied|Issued|Failed)/.test(condition ?? '')) return null;
  return {
    name,
    requestor,
    purpose: purposeOf(row?.get('SIGNERNAME'), requestor),
    condition: condition ?? '',
  };
}

export const kubectlGetCsr: Source = {
  id: 'kubectl-get-csr',
  title: 'kubectl get csr',
  commands: ['kubectl get csr', 'kubectl get certificatesigningrequests'],
  needles: ['REQUESTOR'],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new ReadingBuilder();
    for (const { line, header, isHeader } of tableLines(lines)) {
      if (header === null || !hasColumns(header, ['NAME', 'REQUESTOR', 'CONDITION'])) continue;
      const item = isHeader ? null : requestOf(cutRow(header, line.text));
      if (item !== null) reading.item(fact, item, line);
      else if (isHeader) reading.understand(line);
    }
    return reading;
  },
};
