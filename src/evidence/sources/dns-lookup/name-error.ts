import type { DnsLookup, LookupOutcome } from '../../../facts/dns.ts';
import { isDnsName, lookup } from '../../text/dns-lookup.ts';

interface Form {
  /** Cheap to look for before the pattern runs. */
  readonly needle: string;
  /** Groups: `name`, and perhaps `server` and `reason`. */
  readonly pattern: RegExp;
  readonly outcome?: LookupOutcome;
}

const name = '(?<name>[\\w*.-]{1,253})';

/** How programs say that a name did not resolve, each in one line. */
const forms: readonly Form[] = [
  {
    needle: 'lookup ',
    pattern: new RegExp(`\\blookup ${name}(?: on (?<server>\\S{1,80}))?: (?<reason>.{2,160})`),
  },
  {
    needle: 'Could not resolve host',
    pattern: new RegExp(`Could not resolve host: ${name}`),
    outcome: 'failed',
  },
  {
    needle: 'bad address',
    pattern: new RegExp(`(?:wget|ping|telnet|nc|traceroute): bad address '${name}(?::\\d+)?'`),
    outcome: 'failed',
  },
  {
    needle: 'unable to resolve host address',
    pattern: new RegExp(`unable to resolve host address .${name}`),
    outcome: 'failed',
  },
  {
    needle: 'getaddrinfo',
    pattern: new RegExp(`getaddrinfo(?:: |,? )(?<reason>ENOTFOUND|EAI_AGAIN),? ${name}`),
  },
  {
    needle: 'UnknownHostException',
    pattern: new RegExp(`java\\.net\\.UnknownHostException: ${name}(?:: (?<reason>.{2,120}))?`),
    outcome: 'failed',
  },
  {
    needle: 'could not translate host name',
    pattern: new RegExp(`could not translate host name "${name}" to address: (?<reason>.{2,120})`),
  },
  {
    needle: 'host not found in upstream',
    pattern: new RegExp(`host not found in upstream "${name}`),
    outcome: 'failed',
  },
  {
    needle: 'could not be resolved',
    pattern: new RegExp(`${name} could not be resolved \\(\\d+: (?<reason>[^)]{2,60})\\)`),
  },
  {
    needle: 'Name or service not known',
    pattern: new RegExp(`(?:^|[\\s:'"])${name}(?::\\d+)?['"]?: Name or service not known`),
    outcome: 'not-found',
  },
  {
    needle: 'Temporary failure in name resolution',
    pattern: new RegExp(`(?:^|[\\s:'"])${name}(?::\\d+)?['"]?: Temporary failure in name resolution`),
    outcome: 'failed',
  },
  {
    needle: 'Could not resolve hostname',
    pattern: new RegExp(`Could not resolve hostname ${name}: (?<reason>.{2,120})`),
  },
  {
    needle: 'Failed to resolve',
    pattern: new RegExp(`Failed to resolve '${name}' \\(\\[Errno -?\\d+\\] (?<reason>[^)]{2,80})\\)`),
  },
];

export const nameErrorNeedles = forms.map(({ needle }) => needle);

const reasons: readonly (readonly [RegExp, LookupOutcome])[] = [
  [
    /^(?:no such host|enotfound|name or service not known|host not found|name does not resolve|nodename nor servname)/i,
    'not-found',
  ],
  [/^(?:server misbehaving|server failure)/i, 'server-failure'],
  [/^(?:no answer|no address associated|no data)/i, 'no-answer'],
  [/i\/o timeout|timed out|deadline exceeded|^no answer from dns server/i, 'timed-out'],
  [/connection refused/i, 'refused'],
  [/no route to host|network is unreachable|host is unreachable|operation not permitted/i, 'unreachable'],
  [/^(?:temporary failure|try again|eai_again|operation timed)/i, 'failed'],
];

/** Longer lines hold no name that is worth the time. */
const longestLine = 4000;

/** The name that a line says could not be resolved: by the first form that fits, as errors are passed on within others. */
export function nameError(line: string): DnsLookup | null {
  const text = line.slice(0, longestLine);
  for (const { needle, pattern, outcome } of forms) {
    const groups = text.includes(needle) ? pattern.exec(text)?.groups : undefined;
    const found = reasons.find(([reason]) => reason.test(groups?.['reason'] ?? ''))?.[1] ?? outcome;
    const asked = groups?.['name']?.replace(/\.$/, '') ?? '';
    if (found === undefined || !isDnsName(asked)) continue;
    const server = groups?.['server']?.replace(/:\d{1,5}$/, '').replace(/^\[|\]$/g, '');
    return lookup({ name: asked, outcome: found, ...(server === undefined ? {} : { server }) });
  }
  return null;
}
