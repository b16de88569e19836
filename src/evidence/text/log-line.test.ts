import { expect, it } from 'vitest';
import { logLine } from './log-line.ts';

it.each([
  [
    'I0511 09:50:05.100639 2329027 round_trippers.go:570] HTTP Statistics: x',
    'HTTP Statistics: x',
    'round_trippers.go',
    null,
  ],
  ['I0409 21:30:52.139662 loader.go:405] Config', 'Config', 'loader.go', null],
  [
    '2025-05-05T11:48:03.21-05:00 stderr F E0505 16:48:03.213218       1 clientset.go:204] "x"',
    '"x"',
    'clientset.go',
    null,
  ],
  [
    'Dec 14 16:02:44 node-a kubelet[1207]: E1214 16:02:44.718206    1207 kubelet.go:92] down',
    'down',
    'kubelet.go',
    'node-a',
  ],
  ['2024-05-02T10:11:12+0200 node-b k3s[77]: level=info', 'level=info', null, 'node-b'],
  ['Unable to connect to the server: EOF', 'Unable to connect to the server: EOF', null, null],
])('takes %s apart', (text, message, file, host) => {
  expect(logLine(text)).toEqual({ message, file, host });
});
