// $ curl -s https://ifconfig.me
// 203.0.113.7
// $ curl ipinfo.io
// { "ip": "203.0.113.7", "city": "…" }
// $ dig +short myip.opendns.com @resolver1.opendns.com
// 203.0.113.7
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';

/** Services that answer with the address from which they are asked. */
const services = [
  'ifconfig.me',
  'ifconfig.io',
  'ifconfig.co',
  'icanhazip.com',
  'ipinfo.io',
  'api.ipify.org',
  'api64.ipify.org',
  'checkip.amazonaws.com',
  'checkip.dyndns.org',
  'ipecho.net',
  'ident.me',
  'ip.sb',
  'myip.opendns.com',
  'o-o.myaddr.l.google.com',
  'whoami.cloudflare',
];

const plain = ['plain', 'ip', 'all', 'json', 'all.json', ''];

/** Whether one of the words is such a service, or a page of it that shows the asker's address. */
function asksForOwnAddress(words: readonly string[]): boolean {
  return words.slice(1).some((word) => {
    const [host = '', ...path] = word
      .replace(/[?#].*/, '')
      .replaceAll(/["']/g, '')
      .replace(/^https?:\/\//i, '')
      .split('/');
    const name = host
      .toLowerCase()
      .replace(/:\d{1,5}$|\.$/, '')
      .replace(/^(?:www|ipv4|ipv6|4|6|v4|v6)\./, '');
    return services.includes(name) && path.length < 2 && plain.includes(path[0] ?? '');
  });
}

/** The address that a line states: alone, quoted (DNS TXT), as JSON's `ip`, or behind words. */
function addressIn({ text }: Line): string | null {
  const line = text.trim().slice(0, 200);
  const stated =
    /^"?ip(?:_addr)?"?\s?:\s?"?([^\s",]{2,60})"?,?$/.exec(line)?.[1] ??
    /"ip"\s?:\s?"([^\s",]{2,60})"/.exec(line)?.[1] ??
    /Current IP Address: ([^\s<]{2,60})/.exec(line)?.[1] ??
    /has address (\S{2,60})$/.exec(line)?.[1] ??
    line.replaceAll('"', '');
  return isAddress(stated) ? stated : null;
}

export const publicAddress: Source = {
  id: 'public-address',
  title: 'The address under which the internet sees a machine, asked of a service on the internet',
  commands: ['curl', 'wget', 'dig', 'host', 'http', 'irm', 'iwr', 'Invoke-RestMethod', 'Invoke-WebRequest'],
  needles: [],
  facts: ['client.public-address'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    if (!asksForOwnAddress(block.words)) return reading;
    for (const line of block.lines) {
      const address = addressIn(line);
      if (address === null) continue;
      reading.value('client.public-address', address, line);
      break;
    }
    return reading;
  },
};
