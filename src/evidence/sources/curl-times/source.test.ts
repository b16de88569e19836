import { expect, it } from 'vitest';
import { itemsIn, readWith } from '../../../../test/source-reading.ts';
import { curlTimes } from './source.ts';

const timesOf = (command: string, text: string) =>
  itemsIn(readWith(curlTimes, text, command), 'dns.lookups').map(
    // What the source itself has just made.
    (item) => (item as { milliseconds: number }).milliseconds,
  );

it('a line is the time alone when nothing else is asked for', () => {
  const command = `for i in 1 2; do curl -so /dev/null -w '%{time_namelookup}\\n' http://orders:8080/; done`;
  expect(timesOf(command, '0.004\n5.010')).toEqual([4, 5010]);
});

it('the time stands where the format has it', () => {
  const command =
    'curl -s -w "code=%{http_code} dns=%{time_namelookup}s total=%{time_total}\\n" https://api.example.org/';
  expect(timesOf(command, 'code=200 dns=2.507112s total=2.61\n(23) Failed writing body')).toEqual([2507]);
});

it('numbers below other formats, and addresses that need no lookup, are left alone', () => {
  expect(timesOf(`curl -w '%{time_total}\\n' http://orders/`, '5.010')).toEqual([]);
  expect(timesOf(`curl -w '%{time_namelookup}\\n' http://10.0.0.7/`, '0.000')).toEqual([]);
});
