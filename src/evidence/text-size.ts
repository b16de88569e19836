export interface SizeProblem {
  of: 'text' | 'line';
  /** From 1, for a line. */
  line: number;
}

/** Whether a text or one of its lines is longer than allowed, in bytes of UTF-8; `null` when none is. */
export function findTooLong(
  text: string,
  limits: { textBytes: number; lineBytes: number },
): SizeProblem | null {
  // A UTF-16 code unit takes three bytes of UTF-8 at most.
  if (text.length * 3 > limits.textBytes && Buffer.byteLength(text) > limits.textBytes)
    return { of: 'text', line: 0 };
  if (text.length * 3 <= limits.lineBytes) return null;
  let line = 1;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const code = text.charCodeAt(i);
    if (i < text.length && code !== 10 && code !== 13) continue;
    if ((i - start) * 3 > limits.lineBytes && Buffer.byteLength(text.slice(start, i)) > limits.lineBytes)
      return { of: 'line', line };
    if (code === 10 || text.charCodeAt(i + 1) !== 10) line++;
    start = i + 1;
  }
  return null;
}
