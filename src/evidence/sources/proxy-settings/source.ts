// https_proxy=http://proxy.corp.example:3128
// Environment="HTTP_PROXY=http://10.2.2.2:8080" "NO_PROXY=localhost,10.0.0.0/8"
//     - name: HTTPS_PROXY
//       value: http://10.2.2.2:8080
//  HTTPS Proxy: http://10.2.2.2:8080
import type { ProxySetting } from '../../../facts/control-plane.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'proxy.settings';

const variables: ReadonlyMap<string, ProxySetting['variable']> = new Map([
  ['http_proxy', 'HTTP_PROXY'],
  ['https_proxy', 'HTTPS_PROXY'],
  ['all_proxy', 'ALL_PROXY'],
  ['no_proxy', 'NO_PROXY'],
]);

/** `NAME=value`, with an export, a list mark or quotes around either. */
const assignment = /(?:^|[\s"'])(https?_proxy|all_proxy|no_proxy)=["']?([^\s"']{0,2000})/gi;
/** `NAME: value`, as in maps of YAML. */
const property = /^\s{0,40}(https?_proxy|all_proxy|no_proxy): ["']?([^\s"']{1,2000})/i;
/** How `docker info` says it. */
const docker = /^ ?(http|https|no) proxy: (\S{1,2000})$/i;

/** What stands before the host of a proxy's URL may be a password. */
const withoutLogin = (value: string): string => value.replace(/\/\/[^/@\s]{1,200}@/, '//');

function settingsIn(text: string): ProxySetting[] {
  const info = docker.exec(text);
  const pairs = [
    ...[...text.matchAll(assignment)].map(([, name = '', value = '']) => [name, value] as const),
    ...[property.exec(text)].map((found) => [found?.[1] ?? '', found?.[2] ?? ''] as const),
    [info === null ? '' : `${info[1]}_proxy`, info?.[2] ?? ''] as const,
  ];
  return pairs.flatMap(([name, value]) => {
    const variable = variables.get(name.toLowerCase());
    const isProxy = /^(?:https?|socks5h?):\/\/\S|^[\w.-]{3,200}:\d{2,5}\/?$/.test(value);
    return variable === undefined || value === '' || (variable !== 'NO_PROXY' && !isProxy)
      ? []
      : [{ variable, value: withoutLogin(value) }];
  });
}

class SettingsReading extends ReadingBuilder {
  /** `- name: HTTP_PROXY`, whose value is on the next line. */
  #named: { variable: string; line: Line } | null = null;

  take(line: Line): void {
    const value = /^\s{0,40}value: (\S.{0,2000})$/.exec(line.text)?.[1];
    const before = this.#named;
    this.#named = null;
    if (before !== null && value !== undefined) {
      for (const item of settingsIn(`${before.variable}=${value.replaceAll(/["']/g, '')}`))
        this.item(fact, item, before.line, line);
      return;
    }
    const variable = /^\s{0,40}-? ?name: ["']?(\w{1,20})["']?$/.exec(line.text)?.[1];
    if (variable !== undefined && variables.has(variable.toLowerCase())) this.#named = { variable, line };
    else for (const item of settingsIn(line.text)) this.item(fact, item, line);
  }
}

export const proxySettings: Source = {
  id: 'proxy-settings',
  title: 'HTTP proxies in the environment of a shell, a systemd unit, a manifest or Docker',
  commands: ['env', 'printenv', 'systemctl show'],
  needles: ['_proxy', ' Proxy: '],
  facts: [fact],
  read(block: Block) {
    const reading = new SettingsReading();
    for (const line of block.lines) reading.take(line);
    return reading;
  },
};
