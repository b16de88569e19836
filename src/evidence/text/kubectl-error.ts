import { attemptReport, type ConnectionReport } from './connection-report.ts';
import { parseEndpoint } from './endpoint.ts';
import { goNetworkErrors } from './go-network-error.ts';
import { logLine } from './log-line.ts';

/** A line in which kubectl says why it failed. */
export interface KubectlError {
  /** Who tried to connect: kubectl, or the API server on its behalf. */
  readonly tried: 'client' | 'server';
  readonly reports: readonly ConnectionReport[];
}

/** How kubectl begins the lines about its own connection. */
const clientErrors = [
  'Unable to connect to the server: ',
  'The connection to the server ',
  'Connection error: ',
  "couldn't get current server API group list: ",
  "couldn't get resource list for ",
  '"Unhandled Error" err="couldn\'t get ',
  'error: error validating ',
  'error: unable to recognize ',
];

/** How it begins what the API server answered. */
const serverErrors = [
  'Error from server',
  'error: Internal error occurred: ',
  'error: unable to upgrade connection: ',
  'error: error dialing backend: ',
];

/** Each of these is in every line that `kubectlError` reads. */
export const kubectlErrorNeedles: readonly string[] = [
  ...clientErrors.map((start) => start.replace(/^"Unhandled Error" err="/, '').trimEnd()),
  ...serverErrors.map((start) => start.trimEnd()),
];

/** Reads a line that kubectl's own error starts, behind klog's header or bare; `null` for any other line. */
export function kubectlError(text: string): KubectlError | null {
  const message = logLine(text).message.trimStart();
  const starts = (start: string) => message.startsWith(start);
  const tried = clientErrors.some(starts) ? 'client' : serverErrors.some(starts) ? 'server' : null;
  if (tried === null) return null;
  return { tried, reports: refused(message) ?? goNetworkErrors(message) };
}

/** `The connection to the server 1.2.3.4:6443 was refused - did you specify the right host or port?` */
function refused(message: string): ConnectionReport[] | null {
  const match = /^The connection to the server (\S{1,300}) was refused/.exec(message);
  const target = match === null ? null : parseEndpoint(match[1] ?? '');
  return target === null ? null : [attemptReport(target, 'refused')];
}
