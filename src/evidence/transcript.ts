import { cleanLines } from './clean-lines.ts';
import { readLabel } from './command-words.ts';
import type { SubmittedText } from './evidence.ts';
import { readHostHeader, readPrintedName } from './host-header.ts';
import { blockOf, type OpenBlock, withoutCommand } from './open-block.ts';
import { isProgram } from './programs.ts';
import { readPrompt } from './prompt.ts';
import { isProse } from './prose.ts';
import type { Block, Line } from './source.ts';
import { logLine } from './text/log-line.ts';
import { isBareCommand, isTypedByRoot, isTypedByUser } from './typed-command.ts';
import { unquoted } from './unquoted.ts';
import { wholeCommand } from './whole-command.ts';

/** A block, and the line on which its command was typed: 0 when a label gave it, or when there is none. */
export interface CutBlock extends Block {
  readonly commandLine: number;
}

/** A text cut into what its commands printed. */
export interface Transcript {
  readonly lines: readonly string[];
  /** The machine that line n is about, at n - 1. */
  readonly hosts: readonly (string | null)[];
  readonly blocks: readonly CutBlock[];
  /** Which lines nobody has to understand: `blank` or `settledLine` at n - 1. */
  readonly settled: Uint8Array;
  /** Those among the hosts that are pods or containers, not machines. */
  readonly pods: ReadonlySet<string>;
}

export const blank = 2;

/** A prompt, a command, a comment, a fence, an elision. */
export const settledLine = 1;

/** Cuts one text, linear in its length. Line numbers count from 1 and are those of the text as submitted. */
export function cutTranscript(position: number, submitted: SubmittedText): Transcript {
  const cutter = new Cutter(position, submitted);
  for (let number = 1; number <= cutter.lines.length; number++) number = cutter.take(number);
  return cutter.finish();
}

const fence = /^\s{0,8}(?:```|~~~)/;
const elision = /^\s*(?:\.{3,}|…+|\^[CDZ]|\[\.{3}\]|\[…\]|<snip>|--More--)\s*$/i;
/** What kubectl itself prints when it does not get as far as the pod, and its traces. */
const ofWrapper = /^(?:[IWEF]\d{4} \d\d:\d\d:\d\d|error: |Error from server|Unable to connect to the server)/;
/** iptables ends a listing with a warning that looks like one. */
const comment = /^\s{0,8}#(?! Warning: ip6?tables-)/;

interface CommandLine {
  command: string;
  host: string | null;
  /** The prompt names the host. */
  named: boolean;
  prompted: boolean;
}

class Cutter {
  readonly lines: readonly string[];
  readonly #hosts: (string | null)[] = [];
  readonly #settled: Uint8Array;
  readonly #blocks: CutBlock[] = [];
  readonly #position: number;
  readonly #givenHost: string | null;
  #open: OpenBlock;
  #openLines: Line[] = [];
  /** The open block has printed something. */
  #printed = false;
  /** Where a shell that a command opened runs; `undefined` when there is none. */
  #session: string | null | undefined;
  /** A heading named where `#session` is. */
  #headed = false;
  readonly #pods = new Set<string>();
  /** A line without a prompt may be a command here. */
  #loose: boolean;

  constructor(position: number, { text, command, host }: SubmittedText) {
    this.lines = unquoted(cleanLines(text));
    this.#settled = new Uint8Array(this.lines.length);
    this.#position = position;
    const label = readLabel(command ?? '');
    const prompt = readPrompt(label.command);
    this.#givenHost = host?.trim() || label.host || prompt?.host || null;
    const line = prompt === null || prompt.command === '' ? label.command : prompt.command;
    this.#open = this.#run(line, this.#givenHost, 0);
    this.#loose = !isProgram(this.#open.words[0] ?? '');
  }

  /** Takes a line, and those that continue it; answers the last one's number. */
  take(number: number): number {
    const line = this.#line(number);
    const command = this.#commandOn(line);
    if (command !== null) return this.#begin(number, command);
    const { loopsHere, command: run } = this.#open;
    const header = loopsHere ? null : (readHostHeader(line) ?? readPrintedName(line, run));
    if (header !== null) return this.#head(number, header.host);
    const isFence = fence.test(line);
    const settles = isFence || line.trim() === '' || elision.test(line) || comment.test(line);
    if (settles) this.#settled[number - 1] = line.trim() === '' ? blank : settledLine;
    const fencesHeaded = isFence && this.#headed && !this.#printed;
    if ((isFence && !fencesHeaded) || this.#endsBefore(number, line)) this.#close();
    if (!settles) this.#printed = true;
    if (!isFence) this.#openLines.push({ number, text: line });
    this.#hosts.push(this.#open.host ?? logLine(line).host);
    return number;
  }

  finish(): Transcript {
    this.#push();
    const { lines } = this;
    return { lines, hosts: this.#hosts, blocks: this.#blocks, settled: this.#settled, pods: this.#pods };
  }

  #line(number: number): string {
    return this.lines[number - 1] ?? '';
  }

  #commandOn(line: string): CommandLine | null {
    const prompt = readPrompt(line);
    if (prompt === null) {
      if (!this.#loose || !isBareCommand(line)) return null;
      return { command: line.trim(), host: this.#shellHost(), named: false, prompted: false };
    }
    const { command, host, kind } = prompt;
    if (kind === 'bare-user' && !isTypedByUser(command)) return null;
    if (kind === 'bare-root' && !isTypedByRoot(command)) return null;
    return { command, host: host ?? this.#shellHost(), named: host !== null, prompted: true };
  }

  #shellHost(): string | null {
    return this.#session === undefined ? this.#givenHost : this.#session;
  }

  /** What follows is about this machine: its answer to what several were asked, or what a heading announces. */
  #head(number: number, host: string | null): number {
    const { commandLine, command, words, each, pod } = this.#open;
    if (commandLine > 0 || this.#openLines.length > 0) this.#push();
    const announced = each === null && this.#commandFollows(number);
    this.#headed ||= announced || commandLine === 0;
    if (this.#headed) this.#session = host;
    if (pod && host !== null) this.#pods.add(host);
    this.#open = announced
      ? withoutCommand(host)
      : { ...withoutCommand(host), command, words: each ?? words, commandLine: number, each, pod };
    this.#loose ||= announced;
    this.#printed = false;
    this.#openLines = [];
    this.#settled[number - 1] = settledLine;
    this.#hosts.push(host);
    return number;
  }

  #commandFollows(number: number): boolean {
    let next = number + 1;
    while (next <= this.lines.length && (this.#line(next).trim() === '' || fence.test(this.#line(next))))
      next++;
    return this.#commandOn(this.#line(next)) !== null;
  }

  #begin(number: number, { command, host, named, prompted }: CommandLine): number {
    this.#push();
    const { whole, last } = wholeCommand(this.lines, { command, first: number });
    if (named) this.#leave();
    if (named && host !== null && (containerId.test(host) || this.#entered(host))) this.#pods.add(host);
    this.#open = this.#run(whole, host, number);
    if (/^(?:exit|logout)\b/.test(command)) this.#leave();
    this.#printed = false;
    this.#loose = !prompted;
    for (let at = number; at <= last; at++) {
      this.#settled[at - 1] = settledLine;
      this.#hosts.push(host);
    }
    return last;
  }

  #run(command: string, host: string | null, commandLine: number): OpenBlock {
    const open = blockOf(command, host, commandLine);
    if (open.opensShell) this.#session = open.host;
    if (open.pod && open.host !== null) this.#pods.add(open.host);
    return open;
  }

  /** After its command's output, a sentence on a line of its own begins something else. */
  #endsBefore(number: number, line: string): boolean {
    return (
      this.#open.commandLine > 0 && this.#printed && this.#line(number - 1).trim() === '' && isProse(line)
    );
  }

  #close(): void {
    this.#push();
    this.#leave();
    this.#loose = true;
    this.#open = withoutCommand(this.#givenHost);
  }

  #leave(): void {
    this.#session = undefined;
    this.#headed = false;
  }

  /** The first prompt behind the command that went into a pod, and not where it was typed. */
  #entered(host: string): boolean {
    const { pod, opensShell, typedOn } = this.#open;
    return pod && opensShell && typedOn !== host;
  }

  /** Keeps what is open. Blank lines and comments at its end introduce what comes next. */
  #push(): void {
    while (this.#openLines.length > 0 && this.#introduces(this.#openLines.at(-1)?.number ?? 0))
      this.#openLines.pop();
    const { wrapper, command, commandLine } = this.#open;
    const lines = this.#openLines;
    const byWrapper = wrapper !== null && lines.some(({ text }) => ofWrapper.test(text));
    const { host, words } = byWrapper ? wrapper : this.#open;
    if (byWrapper) for (const { number } of lines) this.#hosts[number - 1] = host;
    if (lines.length > 0 || command !== null)
      this.#blocks.push({ text: this.#position, host, command, words, lines, commandLine });
    this.#openLines = [];
  }

  #introduces(number: number): boolean {
    return this.#settled[number - 1] !== 0 && !elision.test(this.#line(number));
  }
}

/** How container runtimes name a container that nobody named. */
const containerId = /^[\da-f]{12}$/;
