import { expect, it } from 'vitest';
import { valuesFrom } from '../../../test/derived-facts.ts';

const fact = 'network.missing-rules';
const rules = (...lines: string[]) => [{ text: lines.join('\n'), command: 'ip rule', host: 'node-1' }];

it('are the local and main tables that nothing looks up', () => {
  expect(valuesFrom(fact, [], rules('0:	from all lookup local'))).toEqual([['main']]);
  expect(
    valuesFrom(
      fact,
      [],
      rules('9:	from all fwmark 0x200/0xf00 lookup 2004', '32766:	from all lookup main'),
    ),
  ).toEqual([['local']]);
});

it('are none in a whole listing', () => {
  expect(valuesFrom(fact, [], rules('100:	from all lookup local', '32766:	from all lookup main'))).toEqual([
    [],
  ]);
});

it('are unknown from an excerpt', () => {
  expect(valuesFrom(fact, [], rules('9:	from all fwmark 0x200/0xf00 lookup 2004'))).toEqual([]);
});
