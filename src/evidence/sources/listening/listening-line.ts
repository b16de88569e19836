import type { ApplicationListener } from '../../../facts/services.ts';

/**
 * What applications print when they start, by the verb and the preposition before the address: Go, Node.js, Flask,
 * Django, gunicorn, uvicorn, Puma, Spring Boot, ASP.NET, Jetty, nginx unit.
 */
const announcement =
  /\b(?:listening|running|serving|started|starting|bound|ready|up|available|listens)\b[^:]{0,60}?\b(?:on|at)\b:?\s{0,3}(.{1,120})/i;

/** `REST server starting  addr=127.0.0.1:8475`, `{"msg":"listening","addr":":8080"}`. */
const keyed =
  /\b(?:listening|starting|started|serving|server)\b[^:]{0,80}\b(?:addr|address|bind|listen)["']?\s?[=:]\s?["']?([^\s"',]{3,80})/i;

const url = /^(?:https?|tcp|grpc|ws):\/\/([\w.*:[\]+-]{1,64}?):(\d{2,5})(?![\d.])/;
const hostAndPort = /^(?:address )?(?:\[?([\da-fA-F.:*]{0,45}|localhost)\]?)?:(\d{2,5})(?![\d.:])/;
const portAlone = /^(?:tcp |http |https )?ports?(?:\(s\))?:?\s{0,2}(\d{2,5})\b/;

const loopback = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|::1)$/;

/** The address and port that a line of an application's log says it listens on; `null` for any other line. */
export function listeningLine(text: string): ApplicationListener | null {
  const where = (announcement.exec(text) ?? keyed.exec(text))?.[1]?.trim();
  if (where === undefined) return socketLine(text);
  const address = url.exec(where) ?? hostAndPort.exec(where);
  if (address !== null) return listener(address[1] ?? '', address[2]);
  const port = portAlone.exec(where);
  return port === null ? null : listener('', port[1]);
}

/** `tcp   0   0 127.0.0.1:5000   0.0.0.0:*   LISTEN   1/python` and `LISTEN 0 128 *:8080 *:*`, in a container. */
function socketLine(text: string): ApplicationListener | null {
  if (!text.includes('LISTEN') || text.length > 300) return null;
  const netstat = /^tcp6?\s+\d+\s+\d+\s+(\S{0,45}):(\d{2,5})\s+\S+:\*\s+LISTEN\b/.exec(text);
  const ss = netstat ?? /^(?:tcp\s+)?LISTEN\s+\d+\s+\d+\s+(\S{1,60}):(\d{2,5})\s/.exec(text);
  return ss === null ? null : listener((ss[1] ?? '').replace(/[[\]]/g, ''), ss[2]);
}

function listener(address: string, port: string | undefined): ApplicationListener | null {
  const number = Number(port);
  if (!(number > 0 && number < 65536)) return null;
  return { port: number, loopback: loopback.test(address) };
}
