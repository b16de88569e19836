import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'kubeconfig.former-servers';
const announced = { fact: 'apiserver.announced-addresses', value: ['10.1.0.9'] };
const attempt = (target: string, outcome: string, port = 6443) => ({
  fact: 'connection.attempts',
  value: [{ target, port, outcome }],
});
const server = {
  fact: 'kubeconfig.servers',
  value: [{ url: 'http://10.7.0.4:8080', host: '10.7.0.4', port: 8080 }],
};

it.each([
  ['is silent', [announced, attempt('10.7.0.4', 'timed-out')], [['10.7.0.4']]],
  [
    'is in a kubeconfig and refuses',
    [announced, server, attempt('10.7.0.4', 'refused', 8080)],
    [['10.7.0.4']],
  ],
  ['refuses, and is in no kubeconfig', [announced, attempt('10.7.0.4', 'refused')], []],
  ['is the one that was announced', [announced, attempt('10.1.0.9', 'timed-out')], []],
  [
    'answers another time',
    [announced, attempt('10.7.0.4', 'timed-out'), attempt('10.7.0.4', 'connected')],
    [],
  ],
  ['is a Service’s', [announced, attempt('10.96.0.1', 'timed-out', 443)], []],
  ['is silent, and nobody says where the API server is', [attempt('10.7.0.4', 'timed-out')], []],
])('an address that %s', (_, evidence, expected) => {
  expect(valuesFrom(fact, evidence)).toEqual(expected);
});
