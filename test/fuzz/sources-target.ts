import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Source } from '../../src/evidence/source.ts';
import { sources } from '../../src/evidence/sources.ts';
import { blockOf, faultsIn, samplesOf } from '../source-reading.ts';
import { sourceSamples } from '../source-samples.ts';
import { requireNone } from './faults.ts';
import { mutatedText } from './mutated-text.ts';
import { named } from './target.ts';

interface Input {
  source: string;
  text: string;
  command: string | null;
}

const byId = new Map(sources.map((source) => [source.id, source]));
const commands = sources.flatMap((source) => source.commands);
const strangers = sourceSamples();

/** A source's own samples four times out of five, else what it was never meant to read. */
const inputsOf = (source: Source): fc.Arbitrary<Input> =>
  fc.record({
    source: fc.constant(source.id),
    text: fc.oneof(
      {
        weight: 4,
        arbitrary: mutatedText([...Object.values(samplesOf(source.id)), ...strangers.slice(0, 3)]),
      },
      { weight: 1, arbitrary: mutatedText(strangers) },
    ),
    command: fc.option(
      fc.oneof(
        fc.constantFrom(...(source.commands.length > 0 ? source.commands : commands)),
        fc.constantFrom(...commands),
      ),
    ),
  });

/** Each source reads what it may be given: facts of the catalogue, valid values, lines that exist, and the same again. */
export const sourcesTarget = named<Input>('sources', (tally) => ({
  inputs: fc.oneof(...sources.map(inputsOf)),
  check: ({ source: id, text, command }) => {
    const source = byId.get(id);
    if (source === undefined) throw new Error(`there is no source ${id}`);
    const block = blockOf(text, command);
    const reading = source.read(block);
    tally.count('samples', reading.findings.length > 0 ? 'read' : 'nothing found');
    requireNone(`${id} reads`, faultsIn(source, block, reading));
    const again = source.read(blockOf(text, command));
    if (!isDeepStrictEqual(again.findings, reading.findings))
      throw new Error(`${id} reads it otherwise the second time`);
  },
}));
