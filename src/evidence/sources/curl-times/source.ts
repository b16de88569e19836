// for i in 1 2 3; do curl -so /dev/null -w '%{time_namelookup}\n' http://orders:8080/; done
// 0.004
// 5.010
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isDnsName, lookup } from '../../text/dns-lookup.ts';
import { wordsOf } from '../../text/words.ts';

const variable = '%{time_namelookup}';

interface Place {
  /** Which word of a line. */
  word: number;
  /** What stands before the time within it. */
  prefix: string;
}

/** Where the lookup's time is in the lines that curl prints by its -w; `null` when it is not asked for alone. */
function placeIn(command: string): Place | null {
  const format = /(?:-w|--write-out)[ =]?(?:'([^']{1,400})'|"([^"]{1,400})")/.exec(command);
  const line = (format?.[1] ?? format?.[2] ?? '').split(/\\n|\n/).find((part) => part.includes(variable));
  if (line === undefined) return null;
  const words = wordsOf(line.replaceAll('\\t', ' '));
  const word = words.findIndex((one) => one.includes(variable));
  const prefix = (words[word] ?? '').split(variable, 1)[0] ?? '';
  return prefix.includes('%{') ? null : { word, prefix };
}

function secondsIn(text: string, { word, prefix }: Place): number | null {
  const found = wordsOf(text)[word];
  if (found?.startsWith(prefix) !== true) return null;
  const number = /^\d{1,4}[.,]\d{1,6}(?!\d)/.exec(found.slice(prefix.length))?.[0];
  return number === undefined ? null : Number(number.replace(',', '.'));
}

const hostIn = (command: string): string | undefined =>
  /https?:\/\/([\w.-]{1,253})/.exec(command)?.[1] ??
  /\s([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?::\d{1,5})?(?:\/\S{0,200})?["']?\s{0,4}(?:;|$|\|)/.exec(
    command,
  )?.[1];

export const curlTimes: Source = {
  id: 'curl-times',
  title: "how long curl waited for a name (-w '%{time_namelookup}')",
  commands: ['curl'],
  needles: [],
  facts: ['dns.lookups'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    const command = block.command ?? '';
    if (!command.includes(variable)) return reading;
    const [place, name] = [placeIn(command), hostIn(command)];
    if (place === null || name === undefined || !isDnsName(name)) return reading;
    for (const line of block.lines) {
      const seconds = secondsIn(line.text, place);
      if (seconds === null) continue;
      const milliseconds = Math.round(seconds * 1000);
      reading.item('dns.lookups', lookup({ name, outcome: 'resolved', milliseconds }), line);
    }
    return reading;
  },
};
