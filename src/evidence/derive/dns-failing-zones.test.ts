import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'dns.failing-zones';
const corefile = {
  text: '.:53 {\n  errors\n  forward . /etc/resolv.conf\n}\ncorp.example.net:53 {\n  errors\n  forward . 10.20.0.53\n}',
};
const failed = (name: string) => ({ text: `lookup ${name} on 10.96.0.10:53: server misbehaving` });

it('is a zone with servers of its own in which a name failed', () => {
  expect(valuesFrom(fact, [], [corefile, failed('db.corp.example.net')])).toEqual([
    [{ zone: 'corp.example.net', name: 'db.corp.example.net', to: ['10.20.0.53'] }],
  ]);
});

it('is unknown when the name is in no such zone', () => {
  expect(valuesFrom(fact, [], [corefile, failed('db.xcorp.example.net')])).toEqual([]);
  expect(valuesFrom(fact, [], [failed('db.corp.example.net')])).toEqual([]);
});
