/** What one line of iperf 2 or 3 says. */
export type IperfLine =
  /** A run begins: its role, and the protocol where the line names it. */
  | {
      kind: 'start';
      role: 'client' | 'server';
      target: string | null;
      port: number | null;
      udp: boolean | null;
    }
  | { kind: 'stream'; id: string; local: Peer; remote: Peer }
  | {
      kind: 'loss';
      id: string;
      lost: number;
      total: number;
      percent: number;
      end: 'sender' | 'receiver' | null;
    }
  | { kind: 'acknowledged'; id: string }
  | { kind: 'unacknowledged'; id: string }
  /** The port is closed, or the control connection failed: no datagram tells anything. */
  | { kind: 'refused' }
  | { kind: 'datagrams' }
  | { kind: 'detail' };

export interface Peer {
  host: string;
  port: number;
}

const details =
  /^(?:-{20,}$|(?:- ){8,}-?$|\[ ID\] Interval|UDP buffer size|TCP window size|Test Complete|iperf Done|Accepted connection|Time: |Reverse mode|Receiving \d+ byte|\^C|(?:\[ *\d+\]|\[SUM\])\s+\d+\.\d+-|warning: |\[ *\d+\] .*out-of-order)/i;

const idOf = (text: string): string => /^\[ *(\d{1,6}|SUM)\]/.exec(text)?.[1] ?? '';

/** Reads one line; `null` when it is none of iperf's. */
export function iperfLine(text: string): IperfLine | null {
  const line = text.trim();
  return (
    start(line) ??
    stream(line) ??
    loss(line) ??
    ending(line) ??
    (details.test(line) ? { kind: 'detail' } : null)
  );
}

function start(line: string): IperfLine | null {
  const client = /^Client connecting to (\S{1,255}), (UDP|TCP) port (\d{1,5})/.exec(line);
  if (client !== null)
    return {
      kind: 'start',
      role: 'client',
      target: client[1] ?? null,
      port: Number(client[3]),
      udp: client[2] === 'UDP',
    };
  const modern = /^Connecting to host (\S{1,255}), port (\d{1,5})$/.exec(line);
  if (modern !== null)
    return { kind: 'start', role: 'client', target: modern[1] ?? null, port: Number(modern[2]), udp: null };
  const server = /^Server listening on (?:(UDP|TCP) port )?(\d{1,5})\b/.exec(line);
  if (server === null) return null;
  return {
    kind: 'start',
    role: 'server',
    target: null,
    port: Number(server[2]),
    udp: server[1] === undefined ? null : server[1] === 'UDP',
  };
}

/** `[  3] local 10.0.0.1 port 50000 connected with 10.0.0.2 port 8472`; iperf 3 says `to`. */
function stream(line: string): IperfLine | null {
  const match =
    /^\[ *(\d{1,6})\] local (\S{1,255}) port (\d{1,5}) connected (?:with|to) (\S{1,255}) port (\d{1,5})/.exec(
      line,
    );
  if (match === null) return null;
  const [, id = '', localHost = '', localPort, remoteHost = '', remotePort] = match;
  return {
    kind: 'stream',
    id,
    local: { host: localHost, port: Number(localPort) },
    remote: { host: remoteHost, port: Number(remotePort) },
  };
}

/** `… 0.015 ms   12/  893 (1.3%)  receiver`. */
function loss(line: string): IperfLine | null {
  if (!/^\[ *(?:\d|SUM)/.test(line)) return null;
  const match = /\s(\d{1,12})\/ {0,12}(\d{1,12}) \((-?nan|\d{1,3}(?:\.\d{1,6})?(?:e[+-]\d{1,3})?)%\)/.exec(
    line,
  );
  if (match === null) return null;
  const [lost, total] = [Number(match[1]), Number(match[2])];
  const percent = total === 0 ? 0 : Math.min(100, Math.round((lost / total) * 1000) / 10);
  const end = line.endsWith('sender') ? 'sender' : line.endsWith('receiver') ? 'receiver' : null;
  return { kind: 'loss', id: idOf(line), lost, total, percent, end };
}

function ending(line: string): IperfLine | null {
  if (/^\[ *\d{1,6}\] Server Report:/.test(line)) return { kind: 'acknowledged', id: idOf(line) };
  if (/^(?:\[ *\d{1,6}\] )?WARNING: did not receive ack of last datagram/.test(line))
    return { kind: 'unacknowledged', id: idOf(line) };
  if (/^(?:iperf3?: )?(?:read|write|connect) failed: |^iperf3: error - |^error - unable to/.test(line))
    return { kind: 'refused' };
  if (/^Sending \d+ byte datagrams|^\[ *\d{1,6}\] Sent \d+ datagrams/.test(line))
    return { kind: 'datagrams' };
  return null;
}
