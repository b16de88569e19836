// kubeadm join 192.168.10.140:6443 --token 99b82f.4dfbd8d922e35566 --discovery-token-ca-cert-hash sha256:6e5f
// Kubernetes is available at https://192.168.99.102:443.
// controlPlaneEndpoint: 10.3.0.9:6443
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

const fact = 'apiserver.announced-addresses';

const says: readonly RegExp[] = [
  /^\s{0,8}kubeadm join (?:--token \S{10,40} )?([0-9.]{7,15}):\d{2,5}(?:\s|$)/,
  /\bKubernetes is available at https?:\/\/([0-9.]{7,15}):\d{2,5}\b/,
  /^\s{0,20}controlPlaneEndpoint: ["']?([0-9.]{7,15})(?::\d{2,5})?["']?\s*$/,
];
/** Of a machine's configuration in Talos. */
const endpoint = /^\s{0,20}endpoint: ["']?https:\/\/([0-9.]{7,15}):\d{2,5}\/?["']?\s*$/;

/** Where the installer put it, not where somebody tries to join: that may be wrong. */
const isJoining = (command: string | null): boolean => (command ?? '').includes('kubeadm join');

export const announcedAddress: Source = {
  id: 'announced-address',
  title: 'where kubeadm, minikube and Talos say that the API server is',
  commands: ['minikube ip'],
  needles: ['kubeadm join ', 'Kubernetes is available at', 'controlPlaneEndpoint', 'endpoint: '],
  facts: [fact],
  read({ lines, command, words }: Block) {
    const reading = new ReadingBuilder();
    const inTalos = /machineconfig|\bmc\b/.test(command ?? '');
    const isMinikube = words[0] === 'minikube' && words[1] === 'ip';
    if (isJoining(command)) return reading;
    for (const line of lines) {
      const found = says.map((pattern) => pattern.exec(line.text)).find((match) => match !== null);
      const talos = inTalos ? endpoint.exec(line.text) : null;
      const alone = isMinikube ? /^([0-9.]{7,15})\s*$/.exec(line.text) : null;
      const address = (found ?? talos ?? alone)?.[1] ?? '';
      if (isAddress(address)) reading.item(fact, address, line);
    }
    return reading;
  },
};
