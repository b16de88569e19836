/** What stands before a message in a log. */
export interface LogLine {
  /** The message; the whole line when it has no header that is known. */
  readonly message: string;
  /** `round_trippers.go`, from klog's header. */
  readonly file: string | null;
  /** The machine, from syslog's header (`journalctl`). */
  readonly host: string | null;
}

const klogHeader = /[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{3,9}\s{1,8}(?:\d{1,9} )?([\w.-]{1,80}\.go):\d{1,6}\] ?/;

/** `Dec 14 16:02:44 node-a kubelet[1207]: …`, and journalctl's ISO forms. */
const syslogHeader =
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,12}) ([A-Za-z0-9][\w.-]{0,252}) [\w./@-]{1,80}(?:\[\d{1,9}\])?: /;

/** Takes a line apart into klog's and syslog's headers and the message. */
export function logLine(text: string): LogLine {
  const syslog = syslogHeader.exec(text);
  const klog = klogHeader.exec(text.slice(0, 400));
  const behind = klog === null ? (syslog?.[0].length ?? 0) : klog.index + klog[0].length;
  return { message: text.slice(behind), file: klog?.[1] ?? null, host: syslog?.[1] ?? null };
}
