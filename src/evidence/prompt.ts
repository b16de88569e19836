export interface Prompt {
  /** The machine that the prompt names; `null` when it names none. */
  host: string | null;
  /** What was typed behind it, possibly nothing. */
  command: string;
  /** `bare`: a sign that only what follows tells from prose and comments. */
  kind: 'full' | 'bare-user' | 'bare-root';
}

const user = '[\\w.-]{1,64}';
/** Host names as prompts show them; whoever hid a part wrote `*`. */
const hostName = '[\\w*](?:[\\w.*-]{0,252})';
/** A mailbox filter of a web page took user and host for an address. */
const hidden = '\\[email protected\\]';
const end = '(?=\\s|$)';

/** Each names the host in its first group, where it has one. Every quantifier is bounded and its neighbour differs. */
const fullPrompts: readonly RegExp[] = [
  new RegExp(`^\\[(?:${user}@(${hostName})|${hidden})(?: [^\\]]{0,200})?\\] ?[#$%>]`),
  new RegExp(`^(?:${user}@(${hostName})|${hidden}):[~/][^\\s#$>]{0,200} ?[#$>]${end}`),
  new RegExp(`^${user}@(${hostName}) [~/][^\\s#$%>]{0,200} ?[#$%>]${end}`),
  new RegExp(`^${user}@(${hostName})[#$%]${end}`),
  new RegExp(`^(${hostName}):[~/][^\\s#$>]{0,200} [#>$]${end}`),
  /^[~/][^\s#$>:]{0,200} [#$](?= \S|$)/,
  /^(?:ba|z|a|k)?sh-\d\.\d{1,3}[#$]/,
  /^(?:\[([\w.-]{1,253})\]: )?PS(?: (?:[A-Za-z]:\\|[/~])[^>]{0,250})?>(?=\s|$)/,
  /^[A-Za-z]:\\[^<>|"]{0,250}>/,
  /^(?:❯|➜ {1,2}\S{1,100}(?: git:\(\S{1,100}\))?(?: ✗)?)(?= |$)/,
];

/** An activated environment or a chosen cluster, shown in front of a prompt. */
const decoration = /^\([^()\s][^()]{0,100}\) ?/;

/** Names that every machine has: they tell none from another. */
const anyMachine = new Set(['localhost', 'localhost.localdomain']);

/** Reads a shell's prompt at the beginning of a line; `null` when there is none. */
export function readPrompt(line: string): Prompt | null {
  const first = line.trimStart();
  if (line.length - first.length > 12) return null;
  const text = first.startsWith('(') ? first.replace(decoration, '') : first;
  if (!mayBePrompt(text)) return null;
  for (const pattern of fullPrompts) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const host = match[1] ?? null;
    return {
      host: host === null || anyMachine.has(host) ? null : host,
      command: typed(text.slice(match[0].length)),
      kind: 'full',
    };
  }
  const device = /^([A-Za-z][\w.-]{0,62})# (?=\S)/.exec(text);
  if (device !== null)
    return { host: device[1] ?? null, command: typed(text.slice(device[0].length)), kind: 'bare-root' };
  if (/^[$#](?= |\t|$)/.test(text))
    return {
      host: null,
      command: typed(text.slice(1)),
      kind: text.startsWith('$') ? 'bare-user' : 'bare-root',
    };
  return null;
}

/** Spares most lines of an output the patterns: every prompt has its sign within reach. */
const mayBePrompt = (text: string): boolean => /[#$%>❯➜]/.test(text.slice(0, 600));

/** A command that was cancelled was not run. */
function typed(rest: string): string {
  const command = rest.trim();
  return command.endsWith('^C') ? '' : command;
}
