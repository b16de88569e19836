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

it('leaves no control behind, whatever the removal of others put together', () => {
  expect(cleanLines(`${esc}${esc}[31m[31mX`)).toEqual(['[31mX']);
  expect(cleanLines('\u009B31mred\u009B0m \u009D0;title\u009Cand\u0085more')).toEqual(['red andmore']);
  expect(cleanLines('a\u0007b\u0008c\td\u007F')).toEqual(['abc\td']);
  expect(cleanLines('\u202Enimda\u202C \u2066x\u2069')).toEqual(['nimda x']);
});

it('keeps the numbers of lines where a title never ends', () => {
  expect(cleanLines(`${esc}]0;a\nb\u0007\nc`)).toEqual(['0;a', 'b', 'c']);
});

it.each([esc, `${esc}]`, `${esc}[`, '\u009D', '\u009B', '\u202E', `${esc}[1;`])(
  'comes to an end on a text of nothing but %j',
  (piece) => {
    expect(cleanLines(piece.repeat(300_000))).toHaveLength(1);
  },
);
