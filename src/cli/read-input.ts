import { readFileSync } from 'node:fs';
import type { Evidence, Platform, SubmittedFact } from '../evidence/evidence.ts';
import { platforms } from '../evidence/evidence.ts';
import { catalogue } from '../facts/catalogue.ts';
import { CulpritError } from '../lib/errors.ts';
import { noSuch } from './no-such.ts';

/** What `culprit diagnose` was given on its command line. */
export interface DiagnoseInput {
  /** `-` is standard input. */
  files: readonly string[];
  facts: readonly string[];
  command?: string;
  host?: string;
  platform?: string;
}

/** The evidence that a command line names: each file one text, each `--fact` one fact. */
export function readInput({ files, facts, command, host, platform }: DiagnoseInput): Evidence {
  const sources = files.length === 0 && facts.length === 0 ? ['-'] : files;
  const label = { ...(command === undefined ? {} : { command }), ...(host === undefined ? {} : { host }) };
  return {
    facts: facts.map((fact) => readFact(fact, host)),
    texts: sources.map((file) => ({ text: readText(file), ...label })),
    ...(platform === undefined ? {} : { platform: readPlatform(platform) }),
  };
}

/** A file, or standard input for `-`. Throws `invalid-request` when it cannot be read, or is not UTF-8. */
export function readText(file: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CulpritError('invalid-request', `Cannot read ${file}: ${reason}`, { cause });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CulpritError('invalid-request', `${file} is not UTF-8 text.`, { cause });
  }
}

/** `id=value`; the value is JSON where it can be (`0`, `true`, `["a"]`), else a string. */
function readFact(text: string, host: string | undefined): SubmittedFact {
  const at = text.indexOf('=');
  if (at < 1) throw new CulpritError('invalid-request', `--fact takes id=value, not "${text}".`);
  const fact = text.slice(0, at).trim();
  if (!catalogue.has(fact))
    throw new CulpritError(
      'unknown-fact',
      noSuch('fact', { id: fact, known: catalogue.keys(), list: 'facts' }),
    );
  return { fact, value: readValue(text.slice(at + 1).trim()), ...(host === undefined ? {} : { host }) };
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** In any letter case, as people write AKS and OpenShift. */
function readPlatform(name: string): Platform {
  const platform = platforms.find((known) => known === name.toLowerCase());
  if (platform === undefined)
    throw new CulpritError(
      'invalid-request',
      `There is no platform "${name}"; it is one of ${platforms.join(', ')}, where "other" is any that is not listed.`,
    );
  return platform;
}
