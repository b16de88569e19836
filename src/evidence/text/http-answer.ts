/** How what servers answer begins: a status, a page, JSON, or the one line of what is made for trying. */
const beginnings: readonly RegExp[] = [
  /^HTTP\/[\d.]{1,3} \d{3}\b/,
  /^<(?:!doctype html|html|h[1-6]|head|body|title|p|pre|\?xml)\b/i,
  /^\{\s*(?:$|"[\w.@-]{1,80}"\s*:|\})|^\[(?:\{|\])/,
  /^(?:ok|pong|healthy|up|true|hello\b.{0,120}|it works!?.{0,60}|welcome to .{1,120}|hostname: .{1,120})\.?$/i,
  /^(?:404 page not found|default backend - 404|no healthy upstream|no available server|Client sent an HTTP request to an HTTPS server\.?)$/,
];

/** Whether a program that fetches a page printed the beginning of an answer: it has connected. */
export function isAnswer(text: string): boolean {
  const line = text.trim();
  return line.length > 0 && line.length < 2000 && beginnings.some((beginning) => beginning.test(line));
}
