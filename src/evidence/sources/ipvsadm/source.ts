// TCP  10.96.0.1:443 rr
//   -> 192.168.1.10:6443            Masq    1      4          0
import type { VirtualServer } from '../../../facts/services.ts';
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';

const virtual = /^(TCP|UDP|SCTP)\s+(\S{1,60}):(\d{1,5})\s+(?:rr|wrr|lc|wlc|sh|dh|sed|nq|lblc|lblcr|mh)\b/;
const real = /^\s+->\s+(\S{1,60}):(\d{1,5})\s+(?:Masq|Route|Tunnel)\s+(\d{1,5})\s/;

export const ipvsadm: Source = {
  id: 'ipvsadm',
  title: 'virtual servers of the kernel (ipvsadm -Ln)',
  commands: ['ipvsadm'],
  needles: ['IP Virtual Server version', 'RemoteAddress:Port', ' Masq '],
  facts: ['ipvs.virtual-servers'],
  read(block: Block): Reading {
    const reading = new ReadingBuilder();
    let open: { server: VirtualServer; first: Line; last: Line } | null = null;
    const close = (): void => {
      if (open !== null) reading.item('ipvs.virtual-servers', open.server, open.first, open.last);
      open = null;
    };
    for (const line of block.lines) {
      const [, protocol, address, port] = virtual.exec(line.text) ?? [];
      const [, target, targetPort, weight] = real.exec(line.text) ?? [];
      if (protocol !== undefined && address !== undefined) {
        close();
        open = { server: { protocol, address, port: Number(port), targets: [] }, first: line, last: line };
      } else if (open !== null && target !== undefined) {
        // Weight 0 gets no new connections: an endpoint on its way out.
        if (weight !== '0') open.server.targets.push(`${target}:${targetPort}`);
        open.last = line;
      } else if (/^IP Virtual Server version|^Prot LocalAddress|^\s+-> RemoteAddress/.test(line.text))
        reading.understand(line);
    }
    close();
    return reading;
  },
};
