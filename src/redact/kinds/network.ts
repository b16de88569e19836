import { isNoWord } from '../kept-values.ts';
import type { SecretKind } from '../secret-kind.ts';

/** What routers, and those who peer with them, authenticate with. */
export const networkKinds: readonly SecretKind[] = [
  {
    id: 'router-password',
    what: 'the password of a BGP or OSPF neighbour, a user, a key chain or `enable` in FRR, BIRD, Cisco’s and Arista’s syntax',
    why: 'with it anybody can announce routes, or log in',
    reference: 'https://docs.frrouting.org/en/latest/bgp.html#clicmd-neighbor-PEER-password-PASSWORD',
    keywords: [
      ' password ',
      'enable secret',
      ' secret ',
      'key-string',
      'message-digest-key',
      'authentication-key',
      'password "',
    ],
    forms: [
      {
        before:
          /(?<=(?:^|\n)[ \t]{0,16}(?:neighbor|username|user|enable|peer|line)[^\r\n]{0,128}) password (?:[0-9] )?(?:sha512 )?"?/y,
        secret: /[^\s";]+/y,
      },
      {
        before:
          /(?:enable|(?<=(?:^|\n)[ \t]{0,16}(?:username|user)[^\r\n]{0,128})) secret (?:[0-9] |sha512 )?/y,
        secret: /[^\s";]+/y,
      },
      {
        before: /(?:key-string|authentication-key)[ \t]{1,4}(?:[0-9] )?"?/y,
        secret: /[^\s";]+/y,
        isPlausible: isNoWord,
      },
      { before: /message-digest-key \d{1,3} md5 (?:[0-9] )?/y, secret: /[^\s";]+/y },
      { before: /(?<=(?:^|\n)[ \t]{0,32})password "/y, secret: /[^\r\n"]+(?=";)/y },
    ],
  },
  {
    id: 'snmp-community',
    what: 'the community of SNMP 1 and 2c: snmp-server community, rocommunity, rwcommunity, com2sec, snmpwalk -c',
    why: 'it is the only password that SNMP 2c has',
    reference: 'https://www.rfc-editor.org/rfc/rfc1901',
    keywords: [
      'snmp-server community',
      'rocommunity',
      'rwcommunity',
      'com2sec',
      'snmpwalk',
      'snmpget',
      'snmpbulkwalk',
    ],
    forms: [
      { before: /(?:snmp-server community|r[ow]community6?)[ \t]{1,8}"?/iy, secret: /[^\s"]+/y },
      { before: /com2sec6?[ \t]{1,8}\S{1,64}[ \t]{1,8}\S{1,64}[ \t]{1,8}"?/y, secret: /[^\s"]+/y },
      { before: /snmp(?:bulk)?(?:walk|get)[^\r\n|;&]{0,100}?[ \t]-c[ \t]{0,4}["']?/y, secret: /[^\s"']+/y },
    ],
  },
];
