// I0701 02:14:33.118379       1 server.go:129] Setting up Healthz Handler (/readiness)
// time="2026-03-11T08:02:11Z" level=info msg="Starting k3s"
// {"level":"info","ts":"2026-03-11T08:02:11.112Z","caller":"etcdmain/etcd.go:73","msg":"Running: "}
import { ReadingBuilder, type Source } from '../../source.ts';

/** What stands before a message that is no complaint, as the components of a cluster write it. */
const informing: readonly RegExp[] = [
  // klog, also behind a journal's header.
  /^(?:[^[]{0,300}\[\d{1,9}\]: )?I\d{4} \d\d:\d\d:\d\d\.\d{3,9}\s{1,8}(?:\d{1,9} )?[\w.-]{1,80}\.go:\d{1,6}\]/,
  // logrus: containerd, Docker, k3s, cilium-agent.
  /^(?:[^[]{0,300}\[\d{1,9}\]: )?(?:time="?[\dT:.+Z-]{19,35}"? )?level="?(?:info|debug)"? /,
  // zap and go-kit: etcd, MetalLB, controllers.
  /^\{(?:"[\w.]{1,20}":"[^"]{0,80}",){0,3}"level":"(?:info|debug)"/i,
  /^level=(?:info|debug) /,
  // Calico, CoreDNS, zap on a console.
  /^\d{4}-\d\d-\d\d[T ][\d:.+Z-]{8,20}\s{1,4}\[?(?:INFO|DEBUG)\]?[\s[]/,
  /^\[(?:INFO|DEBUG)\] /,
  // etcd before 3.4.
  /^\d{4}-\d\d-\d\d [\d:.]{8,15} [ID] \| /,
];

const longestHeader = 420;

/** Claims the lines in which components say what they do; complaints are left to those who know them. */
export const componentLog: Source = {
  id: 'component-log',
  title: 'what components log in passing (klog, logfmt, JSON): read past',
  commands: [],
  needles: [
    '.go:',
    'level=info',
    'level=debug',
    '"level":"info"',
    '"level":"debug"',
    '[INFO]',
    '[DEBUG]',
    ' I | ',
    'INFO\t',
  ],
  facts: [],
  read({ lines }) {
    const reading = new ReadingBuilder();
    for (const line of lines) {
      const head = line.text.slice(0, longestHeader);
      if (informing.some((pattern) => pattern.test(head))) reading.understand(line);
    }
    return reading;
  },
};
