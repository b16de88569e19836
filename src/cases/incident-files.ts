import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../evidence/evidence.ts';
import { redactEvidence } from '../evidence/redact-evidence.ts';
import type { Platform } from '../facts/platforms.ts';
import { redactForNow } from '../redact/redaction.ts';
import type { BacktestCase } from './backtest-report.ts';

/** What an incident says when none of the causes is behind it: a healthy cluster, an unrelated fault. */
export const NONE = 'none';

/** A solved incident as a file states it; a label is the command that printed the text. */
export interface Incident {
  id: string;
  platform?: Platform;
  /** Established root causes, any of which counts as right; `["none"]` when it is none. */
  accepted: string[];
  evidence: { label: string; text: string }[];
}

/** The incidents of a folder, one a JSON file; none when there is no such folder. The files are ours: their shape is not checked. */
export function readIncidents(folder: string): Incident[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

/** An incident as a client would submit it, and as its submission would be kept. */
export const submissionOf = ({ platform, evidence }: Pick<Incident, 'platform' | 'evidence'>): Evidence =>
  redactEvidence(
    {
      facts: [],
      texts: evidence.map(({ label, text }) => ({ command: label, text })),
      ...(platform === undefined ? {} : { platform }),
    },
    redactForNow,
  );

/** Incidents for a backtest. */
export const incidentCases = (folder: string): BacktestCase[] =>
  readIncidents(folder).map((incident) => ({
    id: incident.id,
    link: join(folder, `${incident.id}.json`),
    kind: 'incident',
    evidence: submissionOf(incident),
    confirmed: incident.accepted.filter((cause) => cause !== NONE),
  }));
