import type { FilterBackend } from '../../../facts/netfilter.ts';
import type { ListingPart } from '../../packet-filter/report-listing.ts';
import type { Block } from '../../source.ts';

type Backend = FilterBackend['backend'];

/**
 * `iptables v1.8.7 (nf_tables)`, in an error of another program, too; versions before 1.8 know the legacy tables only.
 * Or what Debian's alternatives say.
 */
export function versionBackend(text: string): Backend | null {
  const [, minor = '', named] =
    /\biptables(?:-\w{1,9})? v1\.(\d{1,2})\.\d{1,2}(?: \((legacy|nf_tables)\))?/.exec(text) ?? [];
  if (named === 'legacy' || named === 'nf_tables') return named;
  if (minor !== '' && Number(minor) < 8) return 'legacy';
  const chosen = /^Value: \S*\/iptables-(legacy|nft)$/.exec(text.trim())?.[1];
  return chosen === undefined ? null : chosen === 'nft' ? 'nf_tables' : 'legacy';
}

/** The backend that a command names, as `iptables-legacy-save` and `iptables-nft` do. */
export function backendOf({ words }: Block): Backend | null {
  const program = (words[0] ?? '').split('/').at(-1) ?? '';
  if (/^iptables-legacy(?:-save)?$/.test(program)) return 'legacy';
  return /^iptables-nft(?:-save)?$/.test(program) ? 'nf_tables' : null;
}

/** How much of a listing a command leaves in: a grep for FORWARD leaves all of that chain's rules, where each names it. */
export function shownPart({ command, words }: Block): ListingPart {
  if (command === null) return 'all';
  const plain = command.replaceAll('2>&1', '').replaceAll('2>/dev/null', '').trim();
  // What other commands of the line print stands beside the listing, and takes nothing out of it.
  const own = plain.split(/;|&&/).filter((part) => /^\s*(?:sudo )?\S*(?:iptables|nft)/.test(part));
  if (own.length > 0 && own.every((part) => !/[|>&]/.test(part))) return 'all';
  if (!/[|>;&]/.test(plain)) return 'all';
  const namesChains = (words[0] ?? '').endsWith('-save') || words.includes('-S');
  return namesChains && /^[^|>;&]*\|\s*(?:sudo )?e?grep(?: -\w+)? ["']?FORWARD["']?$/i.test(plain)
    ? 'forward'
    : 'some';
}
