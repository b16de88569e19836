// LISTEN 0      4096               *:6443             *:*    users:(("kube-apiserver",pid=2204,fd=3))
// 8c1d9b5f7a0c1  91be940803172  5 days ago  Running  kube-apiserver  1  11a8c25cf1d02
// /etc/kubernetes/scheduler.conf:    server: https://10.7.20.15:6443
import { type Block, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'host.is-control-plane';

const marks: readonly RegExp[] = [
  /^(?:tcp\d?\s.{0,40})?LISTEN\s.{0,60}[:.]6443\s/,
  /^tcp\d?\s.{0,60}[:.]6443\s.{0,60}\sLISTEN\b/,
  /\s(?:Running|Exited)\s+kube-apiserver\s/,
  /\bk8s_kube-apiserver_kube-apiserver-/,
  /^\/etc\/kubernetes\/(?:controller-manager|scheduler|super-admin)\.conf[:-]/,
  /\skube-apiserver\s+--advertise-address=/,
];

export const controlPlaneHost: Source = {
  id: 'control-plane-host',
  title: 'signs of an API server on the machine: ss, netstat, crictl ps, docker ps, ps, its kubeconfigs',
  commands: [],
  needles: [':6443', 'kube-apiserver', '/etc/kubernetes/'],
  facts: [fact],
  read({ lines }: Block) {
    const reading = new ReadingBuilder();
    const found = lines.find(({ text }) => marks.some((mark) => mark.test(text)));
    if (found !== undefined) reading.value(fact, true, found);
    return reading;
  },
};
