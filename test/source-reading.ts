import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect } from 'vitest';
import type { Block, Finding, Reading, Source } from '../src/evidence/source.ts';
import { catalogue } from '../src/facts/catalogue.ts';

/** A block as a transcript gives it: what a command printed; without a command, a text that nothing labels. */
export function blockOf(text: string, command: string | null = null): Block {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  return {
    text: 0,
    host: null,
    command,
    words: command === null ? [] : (command.split(/[|;]/)[0] ?? '').trim().split(/\s+/),
    lines: lines.map((line, position) => ({ number: position + 1, text: line })),
  };
}

/** Reads a text and holds the reading to the contract: facts of the catalogue, valid values, lines that exist. */
export function readWith(source: Source, text: string, command: string | null = null): Reading {
  const block = blockOf(text, command);
  const reading = source.read(block);
  expect(faultsIn(source, block, reading)).toEqual([]);
  return reading;
}

/** Where a reading breaks what sources promise: facts of the catalogue, valid values, lines that exist. */
export function faultsIn(source: Source, block: Block, reading: Reading): string[] {
  const ranges = [
    ...reading.findings.map(({ lines }) => lines),
    ...reading.understood,
    ...reading.unreadable,
  ];
  // Of a command that printed nothing, the line before the first one tells something.
  const least = block.command === null ? 1 : 0;
  return [
    ...reading.findings.flatMap((finding) => faultsOf(source, finding)),
    ...ranges
      .filter(([first, last]) => !(least <= first && first <= last && last <= block.lines.length))
      .map(([first, last]) => `lines ${first} to ${last} of ${block.lines.length}`),
  ];
}

function faultsOf(source: Source, finding: Finding): string[] {
  const { fact } = finding;
  const schema = catalogue.get(fact)?.schema;
  if (schema === undefined) return [`${fact} is not in the catalogue`];
  const whole = 'value' in finding ? finding.value : 'item' in finding ? [finding.item] : [];
  return [
    ...(source.facts.includes(fact) ? [] : [`${source.id} does not say that it finds ${fact}`]),
    ...(Value.Check(schema, whole) ? [] : [`${fact} cannot be ${JSON.stringify(whole)}`]),
    ...(Type.IsArray(schema) === !('value' in finding)
      ? []
      : [`${fact} is found as a list where it is none, or the other way round`]),
  ];
}

/** The items of a list fact, in the order in which they were found. */
export const itemsIn = (reading: Reading, fact: string): unknown[] =>
  reading.findings
    .filter((finding) => finding.fact === fact)
    .flatMap((finding) => ('item' in finding ? [finding.item] : []));

/** The values of scalar facts by their ids; a later one replaces an earlier one. */
export const valuesIn = (reading: Reading): Record<string, unknown> =>
  Object.fromEntries(
    reading.findings.flatMap((finding) => ('value' in finding ? [[finding.fact, finding.value]] : [])),
  );

/** The facts of which the reading says that their list is empty. */
export const emptyIn = (reading: Reading): string[] =>
  reading.findings.flatMap((finding) => ('none' in finding ? [finding.fact] : []));

/** Numbers of the lines that the reading leaves to others, blank ones apart. */
export function unclaimedIn(reading: Reading, text: string): number[] {
  const ranges = [
    ...reading.findings.map(({ lines }) => lines),
    ...reading.understood,
    ...reading.unreadable,
  ];
  return text
    .split('\n')
    .flatMap((line, position) => (line.trim() === '' ? [] : [position + 1]))
    .filter((number) => !ranges.some(([first, last]) => first <= number && number <= last));
}

/** The whole outputs kept beside a source, by file name. */
export function samplesOf(id: string): Record<string, string> {
  const folder = join(import.meta.dirname, '../src/evidence/sources', id, 'samples');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
