// kubeadm init --apiserver-advertise-address=192.168.56.10 --pod-network-cidr=10.244.0.0/16
//     - --advertise-address=192.168.56.10
//   advertiseAddress: 192.168.56.10
//     kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: 192.168.56.10:6443
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isIpv4 } from '../../text/addresses.ts';

const fact = 'apiserver.advertise-addresses';

const forms: readonly RegExp[] = [
  /--(?:apiserver-)?advertise-address[= ]"?([0-9.]{7,15})(?![0-9.])/,
  /^\s{0,40}"?advertiseAddress"?: ?"?([0-9.]{7,15})"?,?\s*$/,
  /^\s{0,40}advertise-address: ?"?([0-9.]{7,15})"?\s*$/,
  /\bkube-apiserver\.advertise-address\.endpoint"?[:=] ?"?([0-9.]{7,15}):\d/,
];

function addressIn(text: string): string | null {
  for (const form of forms) {
    const address = form.exec(text)?.[1];
    if (address !== undefined && isIpv4(address) && !/^(?:127|0)\./.test(address)) return address;
  }
  return null;
}

export const advertiseAddress: Source = {
  id: 'advertise-address',
  title: 'the address that the API server was told to advertise: flags, kubeadm and k3s configurations',
  commands: ['kubeadm init', 'sudo kubeadm init', 'kube-apiserver', 'k3s server'],
  needles: ['advertise-address', 'advertiseAddress'],
  facts: [fact],
  read({ lines, command }: Block) {
    const reading = new ReadingBuilder();
    const typed = addressIn(command ?? '');
    const [first] = lines;
    if (typed !== null && first !== undefined) reading.item(fact, typed, first);
    for (const line of lines) {
      const address = addressIn(line.text);
      if (address !== null) reading.item(fact, address, line);
    }
    return reading;
  },
};
