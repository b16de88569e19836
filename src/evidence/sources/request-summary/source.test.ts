import { describe, expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn, valuesIn } from '../../../../test/source-reading.ts';
import { requestSummary } from './source.ts';

const samples = samplesOf('request-summary');
const sample = (name: string): string => samples[name] ?? '';
const read = (text: string, command: string | null = null) => readWith(requestSummary, text, command);
const clients = (text: string, command: string | null = null) =>
  itemsIn(read(text, command), 'apiserver.requests-by-client');

describe('counts by uniq -c', () => {
  it('are read where one of the lines names a client of Kubernetes', () => {
    const text = `top talkers\n${sample('uniq.txt')}done`;
    expect(clients(text)).toEqual([
      { client: 'mixs/v0.0.0 (linux/amd64) kubernetes/$Format', requests: 48210 },
      { client: 'kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43', requests: 1893 },
      { client: 'okhttp/3.12.1', requests: 611 },
      { client: 'kubectl/v1.28.2 (darwin/arm64) kubernetes/89a4ea3', requests: 7 },
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([1, 6]);
  });

  it('and rows of a table above them point at their lines from the first to the last', () => {
    const text =
      'UserAgent\tcount_\nkubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43\t5\n\n 7 kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43';
    expect(read(text).findings.map(({ lines }) => lines)).toEqual([[2, 4]]);
  });

  it('are added up over verbs', () => {
    expect(
      clients(
        '  30 system:serviceaccount:istio-system:mixer get\n  12 system:serviceaccount:istio-system:mixer watch',
      ),
    ).toEqual([{ client: 'system:serviceaccount:istio-system:mixer', requests: 42 }]);
  });

  it('are read whatever they name when the command counts clients', () => {
    expect(
      clients('  300 "my-operator"\n   12 null', 'jq .userAgent audit.log | sort | uniq -c | sort -rn'),
    ).toEqual([{ client: 'my-operator', requests: 300 }]);
    expect(clients('  300 my-operator\n   12 nginx/1.19')).toEqual([]);
  });
});

describe('audit logs', () => {
  it('count each request once, by user agent or else by user', () => {
    const text = sample('audit.txt');
    expect(clients(text)).toEqual([
      { client: 'mixs/v0.0.0 (linux/amd64)', requests: 2 },
      { client: 'system:node:n1', requests: 1 },
    ]);
    expect(unclaimedIn(read(text), text)).toEqual([]);
  });

  it('are read as Azure exports them', () => {
    const log = JSON.stringify(JSON.parse(sample('audit.txt').split('\n')[0] ?? ''));
    expect(clients(JSON.stringify({ category: 'kube-audit', properties: { log } }))).toEqual([
      { client: 'mixs/v0.0.0 (linux/amd64)', requests: 1 },
    ]);
  });

  it('name clients without the controls that decoding brings back', () => {
    const [event] = sample('audit.txt').split('\n');
    const userAgent = 'mixs\u001B[31m/v0\u0007\n\u202Ex';
    const log = JSON.stringify({ ...JSON.parse(event ?? ''), userAgent });
    const expected = [{ client: 'mixs[31m/v0 x', requests: 1 }];
    expect(clients(log)).toEqual(expected);
    expect(clients(JSON.stringify({ category: 'kube-audit', properties: { log } }))).toEqual(expected);
    expect(clients(JSON.stringify([{ UserAgent: userAgent, count_: '1' }]))).toEqual(expected);
  });

  it('say which event is cut off', () => {
    expect(
      read(`${sample('audit.txt')}{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Meta`).unreadable,
    ).toEqual([[5, 5]]);
  });

  it('are no other events', () => {
    const reading = read('{"kind":"Event","apiVersion":"v1","reason":"BackOff","userAgent":"x"}');
    expect([reading.findings, reading.understood, reading.unreadable]).toEqual([[], [], []]);
  });
});

describe('tables of Log Analytics', () => {
  const expected = [
    { client: 'mixs/v0.0.0 (linux/amd64) kubernetes/$Format', requests: 48210 },
    { client: 'kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43', requests: 1893 },
  ];

  it('are read with gaps, tabs or bars between their columns', () => {
    expect(clients(sample('kusto.txt'))).toEqual(expected);
    expect(unclaimedIn(read(sample('kusto.txt')), sample('kusto.txt'))).toEqual([]);
    expect(
      clients(
        'UserAgent\tcount_\nmixs/v0.0.0 (linux/amd64) kubernetes/$Format\t48,210\nkubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43\t1,893',
      ),
    ).toEqual(expected);
    expect(
      clients(
        '| userAgent | count |\n|---|---|\n| mixs/v0.0.0 (linux/amd64) kubernetes/$Format | 48210 |\n| kubelet/v1.27.3 (linux/amd64) kubernetes/25b4e43 | 1893 |',
      ),
    ).toEqual(expected);
  });

  it('are read as JSON', () => {
    expect(
      clients(
        '[\n  {\n    "TableName": "PrimaryResult",\n    "UserAgent": "mixs/v0.0.0",\n    "count_": "48210"\n  }\n]',
      ),
    ).toEqual([{ client: 'mixs/v0.0.0', requests: 48210 }]);
  });

  it('end where the rows end', () => {
    const text = 'UserAgent\tcount_\na/v1\t3\nas you can see\nb/v1\t4';
    expect(clients(text)).toEqual([{ client: 'a/v1', requests: 3 }]);
    expect(unclaimedIn(read(text), text)).toEqual([3, 4]);
  });
});

describe('metrics of the API server', () => {
  it('give open watches and throttled requests', () => {
    const text = sample('metrics.txt');
    expect(valuesIn(read(text))).toEqual({
      'apiserver.long-running-requests': 8130,
      'apiserver.throttled-requests': 4112,
    });
    expect(unclaimedIn(read(text), text)).toEqual([]);
  });

  it('prove that nothing was throttled only when nothing was filtered out', () => {
    const lines = sample('metrics.txt').split('\n').slice(4, 7);
    expect(valuesIn(read(lines.join('\n')))).toEqual({ 'apiserver.throttled-requests': 0 });
    expect(valuesIn(read(lines[2] ?? ''))).toEqual({});
  });

  it('name clients in old versions', () => {
    const text =
      'apiserver_request_count{client="kubectl/v1.13.4 (linux/amd64) kubernetes/c27b913",code="200",verb="LIST"} 7\napiserver_request_count{client="kubectl/v1.13.4 (linux/amd64) kubernetes/c27b913",code="429",verb="GET"} 2';
    expect(clients(text)).toEqual([
      { client: 'kubectl/v1.13.4 (linux/amd64) kubernetes/c27b913', requests: 9 },
    ]);
    expect(valuesIn(read(text))).toEqual({ 'apiserver.throttled-requests': 2 });
  });

  it('say which line is cut off', () => {
    expect(read('apiserver_longrunning_requests{group="",resou').unreadable).toEqual([[1, 1]]);
  });
});

it('adds up what a client does, with the verb and the resource beside it', () => {
  const text =
    '  15510 backup-controller/0.10.1\tlist\tsnapshots\n   8204 backup-controller/0.10.1\tget\tpolicies\n    611 kube-scheduler/v1.30.2 (linux/amd64) kubernetes/3968350/scheduler\tget\tleases\n';
  const command = "jq -r '[.userAgent,.verb,.objectRef.resource] | @tsv' audit.log | sort | uniq -c";
  expect(itemsIn(readWith(requestSummary, text, command), 'apiserver.requests-by-client')).toEqual([
    { client: 'backup-controller/0.10.1', requests: 23714 },
    { client: 'kube-scheduler/v1.30.2 (linux/amd64) kubernetes/3968350/scheduler', requests: 611 },
  ]);
});
