import { looksLikeHost } from '../host-header.ts';
import type { AddressMap } from './address-map.ts';
import { dashedAddress, mapDashed } from './dashed-address.ts';
import { isKeptWord } from './kept-words.ts';
import { endingLabels, isProviderName, isPublicName } from './public-names.ts';
import type { WordDomain, WordMap } from './word-map.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** What Kubernetes draws its suffixes from, without digits and with them. */
const drawn = 'bcdfghjklmnpqrstvwxz';
const digits = '0123456789';

const isDrawn = (part: string): boolean => /^(?=.*[a-z])[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(part);
const isHex = (part: string): boolean => /^(?=.*\d)(?=.*[a-f])[\da-f]{6,63}$/.test(part);

const word: WordDomain = { name: 'word', alphabet: letters, has: (run) => !isKeptWord(run) };
const number: WordDomain = { name: 'number', alphabet: digits, has: (run) => Number(run) >= 1000 };
const hex: WordDomain = { name: 'hex', alphabet: '0123456789abcdef', has: isHex };
const drawnWord: WordDomain = { name: 'drawn', alphabet: drawn, has: (part) => !isKeptWord(part) };
const drawnMixed: WordDomain = {
  name: 'drawn-mixed',
  alphabet: `${drawn}2456789`,
  has: (part) => /\d/.test(part) && /[a-z]/.test(part),
};

/** Maps host names label by label, and these word by word, so that names that share a domain or a stem still do. */
export class NameMap {
  readonly #words: WordMap;
  readonly #addresses: AddressMap;

  constructor(words: WordMap, addresses: AddressMap) {
    this.#words = words;
    this.#addresses = addresses;
  }

  /** Length, case and form of a name stay; so do names that are public, and endings of provider's names. */
  to(name: string): string {
    const labels = name.toLowerCase().split('.');
    if (isPublicName(labels.filter((label) => label !== ''))) return name;
    return withCaseOf(name, this.#mapped(labels).join('.'));
  }

  #mapped(labels: readonly string[]): string[] {
    const last = labels.at(-1) === '' ? labels.length - 1 : labels.length;
    if (isProviderName(labels.slice(0, last).join('.')))
      return labels.map((label, at) => (at === 0 || isIdentity(label) ? this.#label(label) : label));
    // What is before `svc` are a Service and its namespace.
    const from = labels.indexOf('svc') + 1;
    const to = labels.length === 1 ? 1 : last - endingLabels(labels.slice(0, last));
    return labels.map((label, at) => (at >= from && at < to ? this.#label(label) : label));
  }

  #label(label: string): string {
    const at = dashedAddress.exec(label);
    if (at === null) return label.replace(/[^-_*]{1,253}/g, (part) => this.#part(part));
    const address = mapDashed(at[0], (octets) => this.#addresses.to(octets));
    const behind = label.slice(at.index + at[0].length);
    return this.#label(label.slice(0, at.index)) + address + this.#label(behind);
  }

  #part(part: string): string {
    if (isKeptWord(part)) return part;
    if (isHex(part)) return this.#words.to(part, hex);
    if (isDrawn(part)) return this.#words.to(part, /\d/.test(part) ? drawnMixed : drawnWord);
    let mapped = this.#runs(part);
    // The map is a permutation of the parts of this shape: it comes back to one that is read alike.
    while (!isReadAlike(mapped, part)) mapped = this.#runs(mapped);
    return mapped;
  }

  #runs(part: string): string {
    return part.replace(/[a-z]{2,253}|\d{4,253}/g, (run) => {
      const domain = run < 'a' ? number : word;
      return domain.has(run) ? this.#words.to(run, domain) : run;
    });
  }
}

/** A GUID, or what a provider drew: a customer's, wherever in a name. */
const isIdentity = (label: string): boolean =>
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$|^[\da-f]{12,64}$/.test(label);

const isReadAlike = (mapped: string, part: string): boolean =>
  !isHex(mapped) && !isDrawn(mapped) && !isKeptWord(mapped) && looksLikeHost(mapped) === looksLikeHost(part);

/** Label by label: small, capital, or capital where the original is. */
function withCaseOf(name: string, mapped: string): string {
  if (name === name.toLowerCase()) return mapped;
  const labels = name.split('.');
  return mapped
    .split('.')
    .map((label, at) => withCaseOfLabel(labels[at] ?? '', label))
    .join('.');
}

function withCaseOfLabel(original: string, label: string): string {
  if (!/[a-z]/.test(original)) return label.toUpperCase();
  return [...label]
    .map((letter, at) => (/[A-Z]/.test(original[at] ?? '') ? letter.toUpperCase() : letter))
    .join('');
}
