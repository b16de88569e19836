import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { tunnelLog } from './source.ts';

const samples = samplesOf('tunnel-log');
const sample = (name: string): string => samples[name] ?? '';
const read = (text: string, command?: string) => readWith(tunnelLog, text, command);
const errors = (text: string, command?: string) => itemsIn(read(text, command), 'tunnel.errors');
const agentLogs = 'kubectl logs -n kube-system -l app=konnectivity-agent --tail=100';

it("reads an agent's log: dials that time out, a refused protocol, and lines in order", () => {
  const text = sample('agent-timeout.txt');
  const component = 'konnectivity-agent';
  expect(read(text, agentLogs).findings).toEqual([
    {
      fact: 'tunnel.errors',
      item: { component, error: 'dial-timed-out', target: '20.23.1.9:443' },
      lines: [5, 6],
    },
    { fact: 'tunnel.errors', item: { component, error: 'alpn-rejected' }, lines: [7, 7] },
  ]);
  expect(unclaimedIn(read(text, agentLogs), text)).toEqual([]);
  expect(errors(text)).toHaveLength(2);
});

it("reads the agent's failure to reach a backend", () => {
  expect(errors(sample('agent-dials.txt'))).toEqual([
    { component: 'konnectivity-agent', error: 'dial-refused', target: '10.128.0.112:10250' },
  ]);
});

it('has no word for a missing route, and leaves it to the attempt itself', () => {
  expect(read(sample('agent-no-route.txt'), agentLogs).findings).toEqual([]);
});

it("reads the server's log and the API server's beside it, a repetition once", () => {
  expect(errors(sample('k0s-server.txt'))).toEqual([
    { component: 'konnectivity-server', error: 'no-agent-available' },
    { component: 'kube-apiserver', error: 'no-agent-available' },
  ]);
});

it.each([
  ['error: Internal error occurred: No agent available', 'no-agent-available', undefined],
  ['Error from server: error dialing backend: No agent available', 'no-agent-available', undefined],
  ['Error from server: error dialing backend: dial timeout, backstop', 'dial-timed-out', undefined],
  ['Error from server: error dialing backend: EOF', 'disconnected', undefined],
  [
    'Error from server: Get https://10.61.8.22:10250/containerLogs/kube-system/a/b: dial timeout',
    'dial-timed-out',
    '10.61.8.22:10250',
  ],
  [
    'rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: credentials: cannot check peer: missing selected ALPN property"',
    'alpn-rejected',
    undefined,
  ],
  [
    'desc = "transport: authentication handshake failed: remote error: tls: no application protocol"',
    'alpn-rejected',
    undefined,
  ],
])('reads what users of the tunnel see: %s', (text, error, target) => {
  expect(errors(text)).toEqual([
    {
      component: error === 'alpn-rejected' ? 'unnamed' : 'kube-apiserver',
      error,
      ...(target === undefined ? {} : { target }),
    },
  ]);
});

it.each([
  [
    'kubectl logs -n kube-system aks-link-7689f76f89-x78pb -c openvpn-client',
    'Tue Oct 13 03:26:22 2020 TLS Error: TLS key negotiation failed to occur within 60 seconds (check your network connectivity)',
    { component: 'aks-link', error: 'tls-failed' },
  ],
  [
    'kubectl logs -n kube-system aks-link-7689f76f89-x78pb',
    'Tue Oct 13 03:26:22 2020 TCP: connect to [AF_INET]40.1.2.3:1194 failed: Connection timed out',
    { component: 'aks-link', error: 'dial-timed-out', target: '40.1.2.3:1194' },
  ],
  [
    'kubectl logs -n kube-system tunnelfront-f4f857b64f-2md7m',
    'ssh: connect to host tunnel.example.com port 9000: Connection timed out',
    { component: 'tunnelfront', error: 'dial-timed-out' },
  ],
])('reads the logs of older tunnels: %s', (command, text, item) => {
  expect(errors(text, command)).toEqual([item]);
  expect(errors(text, 'kubectl logs web-1')).toEqual([]);
});

it('leaves ordinary dial errors, and listings that name the pods, alone', () => {
  const text =
    'Error from server: error dialing backend: dial tcp 10.240.0.4:10250: i/o timeout\nkonnectivity-agent-75cd5d8b95-llqzv   1/1     Running   0   38m\n  • konnectivity-agent\ntunnelfront and aks-link are replaced';
  expect(unclaimedIn(read(text), text)).toEqual([1, 2, 3, 4]);
});

it('does not take for the log why kubectl could not fetch it', () => {
  const text =
    'Error from server: Get "https://10.240.0.4:10250/containerLogs/a/b/c": dial tcp 10.240.0.4:10250: i/o timeout';
  expect(errors(text, agentLogs)).toEqual([]);
});
