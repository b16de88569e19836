import type { SecurityRule } from '../facts/cloud-network.ts';
import type { ConnectionAttempt, PingResult } from '../facts/connections.ts';
import type { DnsLookup } from '../facts/dns.ts';
import type { Observation } from '../facts/known.ts';

// What an item of a list fact is: sources and `checkEvidence` hold to the facts' schemas.

/** An item of `connection.attempts`, or of a fact derived from them. */
export const attemptOf = ({ value }: Observation): ConnectionAttempt => value as ConnectionAttempt;

/** An item of `dns.lookups`. */
export const lookupOf = ({ value }: Observation): DnsLookup => value as DnsLookup;

/** An item of `ping.results`. */
export const pingOf = ({ value }: Observation): PingResult => value as PingResult;

/** An item of `cloud.security-rules`. */
export const ruleOf = ({ value }: Observation): SecurityRule => value as SecurityRule;
