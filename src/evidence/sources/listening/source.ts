//  * Running on http://127.0.0.1:5000
// Server listening on port 3000
// Tomcat started on port(s): 8081 (http) with context path ''
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { logLine } from '../../text/log-line.ts';
import { listeningLine } from './listening-line.ts';

/** Programs of the cluster itself, whose listeners are no pod's that a Service leads to. */
const isOfCluster = (block: Block): boolean =>
  /\b(?:kube-system|kubelet|containerd|dockerd|coredns|etcd|kube-[a-z-]+)\b/.test(block.command ?? '');

export const listening: Source = {
  id: 'listening',
  title: 'where an application says that it listens; netstat and ss in a container',
  commands: [],
  needles: [
    'listening',
    'Listening',
    'running on ',
    'started on ',
    'running at ',
    'serving on ',
    'serving at ',
    'started server',
    'server at http',
    'server starting',
    ' addr=',
    '"addr":',
    'LISTEN',
  ],
  facts: ['application.listeners'],
  read(block): Reading {
    const reading = new ReadingBuilder();
    // On a machine, rather than in a pod, sockets are those of all kinds of programs.
    const isPod = /\b(?:logs?|exec|attach|debug)\b/.test(block.command ?? '') || block.command === null;
    if (isOfCluster(block) || !isPod) return reading;
    for (const line of block.lines) {
      const { message, file } = logLine(line.text);
      const item = file === null ? listeningLine(message) : null;
      if (item !== null) reading.item('application.listeners', item, line);
    }
    return reading;
  },
};
