/** Spaces, quotes and letters as word processors, chats and web pages write them. */
const dressed = /[\u00a0\u2000-\u200a\u2018-\u201f\u202f\u3000\uff01-\uff5e]/g;

/** A text with plain signs in their places, as long as before: what names a secret is found whoever copied it. */
export const plainSigns = (text: string): string => text.replace(dressed, plain);

function plain(sign: string): string {
  if (sign >= '\uff01') return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  if (/\s/.test(sign)) return ' ';
  return sign < '\u201c' ? "'" : '"';
}
