import ipaddr from 'ipaddr.js';

/** Prefixes as a binary tree. On the way to a pinned prefix nothing may flip, nor below one that is kept whole. */
export interface PinNode {
  children: [PinNode | null, PinNode | null];
  isWhole: boolean;
}

const leaf = (): PinNode => ({ children: [null, null], isWhole: false });

/** The ranges of one family (4 or 16 bytes), the first ones pinned, the others kept whole. */
export function pinTree(bytes: 4 | 16, pinned: readonly string[], kept: readonly string[]): PinNode {
  const root = leaf();
  for (const range of pinned) add(root, range, { bytes, isWhole: false });
  for (const range of kept) add(root, range, { bytes, isWhole: true });
  return root;
}

function add(root: PinNode, range: string, { bytes, isWhole }: { bytes: number; isWhole: boolean }): void {
  const [address, prefixBits] = ipaddr.parseCIDR(range);
  const octets = address.toByteArray();
  if (octets.length !== bytes) return;
  let node = root;
  for (let bit = 0; bit < prefixBits; bit++) {
    const side = ((octets[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1 ? 1 : 0;
    const next = node.children[side] ?? leaf();
    node.children[side] = next;
    node = next;
  }
  node.isWhole ||= isWhole;
}
