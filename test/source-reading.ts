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
  for (const finding of reading.findings) holdToCatalogue(source, finding);
  for (const [first, last] of [
    ...reading.findings.map(({ lines }) => lines),
    ...reading.understood,
    ...reading.unreadable,
  ]) {
    expect(first).toBeLessThanOrEqual(last);
    expect(first).toBeGreaterThanOrEqual(command === null ? 1 : 0);
    expect(last).toBeLessThanOrEqual(block.lines.length);
  }
  return reading;
}

function holdToCatalogue(source: Source, finding: Finding): void {
  expect(source.facts).toContain(finding.fact);
  const schema = catalogue.get(finding.fact)?.schema;
  if (schema === undefined) throw new Error(`${finding.fact} is not in the catalogue`);
  const whole = 'value' in finding ? finding.value : 'item' in finding ? [finding.item] : [];
  expect(Value.Check(schema, whole), `${finding.fact}: ${JSON.stringify(whole)}`).toBe(true);
  expect(Type.IsArray(schema)).toBe(!('value' in finding));
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
