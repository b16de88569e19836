import { expect, it } from 'vitest';
import { unquoted } from './unquoted.ts';

it('reads what a mail quotes, at the same lines', () => {
  expect(
    unquoted(['On Tuesday, Ann wrote:', '> $ arp -n', '>', '> Address  HWtype', '>   10.0.0.1', '']),
  ).toEqual(['On Tuesday, Ann wrote:', '$ arp -n', '', 'Address  HWtype', '  10.0.0.1', '']);
});

it('reads quotes of quotes, and a single line', () => {
  expect(unquoted(['> > a = 1', '>> b = 2', '> '])).toEqual(['a = 1', 'b = 2', '']);
  expect(unquoted(['> net.ipv4.ip_forward = 0'])).toEqual(['net.ipv4.ip_forward = 0']);
});

it.each([
  ['what curl sent', ['> GET / HTTP/1.1', '> Host: a', '> Accept: */*', '>']],
  ['a here-document', ['$ cat <<EOF | sh', '> arp -n', '> EOF', 'x']],
  ['an answer below a quote', ['> does it ping?', 'yes:', '64 bytes from 10.0.0.1']],
  ['nothing', ['', '']],
])('leaves %s', (_, lines) => {
  expect(unquoted(lines)).toEqual(lines);
});
