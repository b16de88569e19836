import { expect, it } from 'vitest';
import { cleanLines } from './clean-lines.ts';

const esc = String.fromCharCode(27);

it('cuts at any line end, and numbers lines as an editor does', () => {
  expect(cleanLines('a\r\nb\nc\rd\r\r\n')).toEqual(['a', 'b', 'c', 'd']);
  expect(cleanLines('a\n\nb')).toEqual(['a', '', 'b']);
  expect(cleanLines('')).toEqual(['']);
});

it('shows what a terminal shows', () => {
  const bell = String.fromCharCode(7);
  const text = `${esc}]0;root@node-1: ~${bell}${esc}[01;32mroot@node-1${esc}[00m:~# ${esc}[?2004hls${esc}(B`;
  expect(cleanLines(text)).toEqual(['root@node-1:~# ls']);
});

it('leaves out what nobody sees', () => {
  expect(cleanLines('\uFEFFnet.ipv4.\u200Bip_forward\u00A0= 0\0')).toEqual(['net.ipv4.ip_forward = 0']);
});
