import { expect, it } from 'vitest';
import { blockOf } from '../../test/source-reading.ts';
import { Recogniser } from './recognise.ts';
import { sources } from './sources.ts';

const recogniser = new Recogniser(sources);
const recognised = (text: string, command: string | null = null): string[] =>
  recogniser.sourcesFor(blockOf(text, command)).map(({ id }) => id);

it('goes by the command, with other words between its own', () => {
  expect(recognised('', 'kubectl -n kube-system get pods -o wide')).toContain('kubectl-get-pods');
  expect(recognised('0', 'sysctl -n net.ipv4.ip_forward')).toEqual(['sysctl']);
  expect(recognised('', 'kubectl describe pods')).not.toContain('kubectl-get-pods');
});

it('goes by what is in the text when nothing names the command', () => {
  expect(recognised('net.ipv4.ip_forward = 0')).toContain('sysctl');
  expect(recognised('3 packets transmitted, 0 received, 100% packet loss')).toContain('ping');
});

it('asks nobody about a text that no source knows', () => {
  expect(recognised('Upravit\nSdílet prostřednictvím')).toEqual([]);
});
