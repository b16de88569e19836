// $ curl -k https://10.30.4.22:6443/healthz
// ok
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { urlEndpoint } from '../../text/endpoint.ts';

const fact = 'connection.attempts';

/** What an API server answers: that it is well, its version, or that it does not know the client. */
const answer = /^\s*(?:ok\s*$|"gitVersion":|"kind": ?"Status"|\{"kind":"Status"|\[\+\]\S{1,60} ok\b)/;

export const apiProbe: Source = {
  id: 'api-probe',
  title: 'what curl got of an API server (/healthz, /livez, /readyz, /version)',
  commands: ['curl', 'wget'],
  needles: ['ok', 'gitVersion', 'Status'],
  facts: [fact],
  read({ words, lines }: Block) {
    const reading = new ReadingBuilder();
    const url = words.find((word) => /^["']?https:\/\//.test(word))?.replaceAll(/["']/g, '');
    const endpoint = words[0] === 'curl' || words[0] === 'wget' ? urlEndpoint(url ?? '') : null;
    const found = lines.find(({ text }) => answer.test(text));
    if (endpoint === null || found === undefined) return reading;
    // Of a long error page no line is its own.
    if (
      !/^https:\/\/[^/]{1,300}(?:\/(?:healthz|livez|readyz|version|api)?(?:[/?].{0,40})?)?$/.test(url ?? '')
    )
      return reading;
    reading.item(fact, { target: endpoint.host, port: endpoint.port, outcome: 'connected' }, found);
    return reading;
  },
};
