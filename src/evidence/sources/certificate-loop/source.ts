// $ for i in 1 2 3; do openssl s_client -connect 10.8.1.5:6443 </dev/null 2>/dev/null | openssl x509 -noout -serial; done
// serial=5B21C0D7E9A14F11
// serial=77A09E13B2C8D6F0
import type { DifferingAnswers } from '../../../facts/control-plane-address.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'load-balancer.differing-answers';

const print = /^(?:serial=|(?:sha1|sha256) fingerprint=)([0-9A-F:]{8,100})\s*$/i;
/** One address, written out: what a variable stands for may be a server each time. */
const asked = /-connect\s+['"]?([\w.[\]-]{1,253}):\d{1,5}\b/g;

export const certificateLoop: Source = {
  id: 'certificate-loop',
  title: 'serials and fingerprints of the certificates that one address shows in turn',
  commands: [],
  needles: ['serial=', 'Fingerprint='],
  facts: [fact],
  read({ lines, command }: Block) {
    const reading = new ReadingBuilder();
    const addresses = new Set([...(command ?? '').matchAll(asked)].map(([, address]) => address ?? ''));
    const printed = lines.filter(({ text }) => print.test(text));
    const seen = new Set(printed.map(({ text }) => print.exec(text)?.[1]));
    const [address] = addresses;
    const [first, last] = [printed[0], printed.at(-1)];
    for (const line of printed) reading.understand(line);
    if (address === undefined || addresses.size > 1 || first === undefined || last === undefined)
      return reading;
    const item: DifferingAnswers = { address, certificates: seen.size };
    if (seen.size > 1) reading.item(fact, item, first, last);
    return reading;
  },
};
