import ipaddr from 'ipaddr.js';
import { checkItemTemplate } from './check-item-template.ts';
import { checkPattern } from './check-pattern.ts';
import { canEqual, itemsOf, kindsOf, type Side } from './fact-types.ts';
import { type Finding, finding } from './finding.ts';
import type { Comparand, Kind } from './operator-signatures.ts';

interface Comparison {
  left: Side;
  right: Side;
  /** Of the value. */
  pointer: string;
}

/** What is wrong with the value that an operator compares a fact with. */
export function checkComparand(comparand: Comparand, comparison: Comparison): Finding[] {
  const { left, right, pointer } = comparison;
  const ofKind = (kind: Kind, isValid: (constant: unknown) => boolean = () => true, what: string = kind) =>
    kindsOf(right).includes(kind) &&
    [left, right].every((side) => !('constant' in side) || isValid(side.constant))
      ? []
      : [finding('value-misfit', pointer, `must be ${what}`)];
  const constantOnly = (check: (constant: unknown) => Finding[]) =>
    'constant' in right ? check(right.constant) : [finding('value-misfit', pointer, 'must be a constant')];
  switch (comparand) {
    case 'same':
      return canEqual(left, right)
        ? []
        : [finding('value-misfit', pointer, 'the fact can never have this value')];
    case 'item':
      return canEqualItem(left, right)
        ? []
        : [finding('value-misfit', pointer, 'no item can ever have this value')];
    case 'list-of-same':
      return checkList(comparison);
    case 'number':
      return ofKind('number');
    case 'count':
      return ofKind(
        'number',
        (count) => Number.isInteger(count) && Number(count) >= 1,
        'a whole number from 1',
      );
    case 'boolean':
      return ofKind('boolean');
    case 'string':
      return ofKind('string', (constant) => constant !== '', 'a string with something in it');
    case 'address-or-range':
      return ofKind('string', isAddressOrRange, 'an IP address or a range in CIDR form');
    case 'version':
      return ofKind('string', isVersion, 'a version such as "1.29.4"');
    case 'pattern':
      return constantOnly((constant) => checkPattern(constant, pointer));
    case 'item-template':
      return constantOnly((constant) => checkItemTemplate(left, constant, pointer));
  }
}

function canEqualItem(list: Side, value: Side): boolean {
  return itemsOf(list)?.some((item) => canEqual(item, value)) ?? false;
}

function checkList({ left, right, pointer }: Comparison): Finding[] {
  const items = itemsOf(right);
  if (items === null || items.length === 0)
    return [finding('value-misfit', pointer, 'must be a list of values')];
  return items.flatMap((item, position) =>
    canEqual(left, item)
      ? []
      : [
          finding(
            'value-misfit',
            'constant' in item ? `${pointer}/${position}` : pointer,
            'the fact can never have this value',
          ),
        ],
  );
}

const isAddressOrRange = (constant: unknown): boolean =>
  typeof constant === 'string' &&
  (ipaddr.isValidCIDR(constant) ||
    ipaddr.IPv4.isValidFourPartDecimal(constant) ||
    ipaddr.IPv6.isValid(constant));

const isVersion = (constant: unknown): boolean =>
  typeof constant === 'string' && /^v?\d+\.\d+(\.\d+)?$/.test(constant);
