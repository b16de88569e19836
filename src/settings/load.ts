import { Type } from 'typebox';
import { type Setting, wholeNumber } from './setting.ts';

const MIB = 1024 * 1024;

const atLeastOne = (env: string, standard: number, doc: string): Setting<number> =>
  wholeNumber({ minimum: 1, maximum: 1_000_000_000 }, { env, doc, default: standard });

const aMinute = (env: string, standard: number, doc: string): Setting<number> =>
  wholeNumber({ minimum: 0, maximum: 1_000_000_000 }, { env, doc, default: standard });

const trustedProxies: Setting<readonly string[]> = {
  env: 'CULPRIT_TRUSTED_PROXIES',
  doc: 'Reverse proxies whose X-Forwarded-For is believed; it is ignored from anybody else.',
  kind: 'addresses or networks with commas between them, such as 10.0.0.0/8, fd00::/8',
  schema: Type.Array(Type.String({ pattern: '^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$' })),
  default: [],
};

/** How much the service takes on, from one client and from all together. */
export const loadSettings = {
  keyRequests: aMinute(
    'CULPRIT_KEY_REQUESTS_A_MINUTE',
    6000,
    'Requests that one key or token may send, all at once or over a minute; 0: no bound. Without keys there is none.',
  ),
  addressRequests: aMinute(
    'CULPRIT_ADDRESS_REQUESTS_A_MINUTE',
    12_000,
    'The same for an address, an IPv6 /64 counting as one; 0: no bound. Loopback addresses have none.',
  ),
  addressRefusals: aMinute(
    'CULPRIT_ADDRESS_REFUSALS_A_MINUTE',
    30,
    'Requests without a valid key or token that an address may send before its keys are not looked at any more; 0: no bound.',
  ),
  trustedProxies,
  connections: atLeastOne(
    'CULPRIT_MAX_CONNECTIONS',
    2000,
    'Connections at once. One above them is answered once, and closed.',
  ),
  working: atLeastOne('CULPRIT_MAX_WORKING', 128, 'Requests that are worked on at once.'),
  waiting: atLeastOne(
    'CULPRIT_MAX_WAITING',
    512,
    'Requests that may wait for that, or whose body is still coming in; more are refused as `overloaded`. One key or token may take three quarters of these places, and of the bytes below.',
  ),
  heldBytes: atLeastOne(
    'CULPRIT_MAX_HELD_BYTES',
    64 * MIB,
    'Bytes of bodies in memory at once: of requests by their announced length, and apart from them of answers that clients do not take.',
  ),
  delayMilliseconds: atLeastOne(
    'CULPRIT_MAX_DELAY_MILLISECONDS',
    1000,
    'How late the process may be, time and again, before it refuses requests as `overloaded`.',
  ),
};
