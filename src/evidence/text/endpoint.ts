import { isAddress, isIpv6 } from './addresses.ts';

/** Something to connect to; `port` is `null` when the text does not say. */
export interface Endpoint {
  /** IP address (masked ones too), host name, or a placeholder such as `<Node_IP>`, as printed. */
  readonly host: string;
  readonly port: number | null;
}

const hostName = /^[A-Za-z0-9_*][A-Za-z0-9_*.-]{0,252}$/;
const placeholder = /^<[^<>]{1,60}>$/;

const isHost = (text: string): boolean => isAddress(text) || hostName.test(text) || placeholder.test(text);

const toPort = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : null;

/** `10.0.0.1:443`, `[::1]:6443`, `name:443`, or a host alone; `null` when it is neither. */
export function parseEndpoint(text: string): Endpoint | null {
  if (text.length > 300) return null;
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    const host = text.slice(1, close);
    const rest = text.slice(close + 1);
    if (close < 0 || !isIpv6(host)) return null;
    if (rest === '') return { host, port: null };
    return rest.startsWith(':') && toPort(rest.slice(1)) !== null
      ? { host, port: toPort(rest.slice(1)) }
      : null;
  }
  if (isIpv6(text)) return { host: text, port: null };
  const colon = text.lastIndexOf(':');
  if (colon < 0) return isHost(text) ? { host: text, port: null } : null;
  const port = toPort(text.slice(colon + 1));
  const host = text.slice(0, colon);
  return port !== null && isHost(host) ? { host, port } : null;
}

/** The endpoint of an http or https URL, with the scheme's port when it names none. */
export function urlEndpoint(url: string): Endpoint | null {
  const scheme = /^(https?):\/\//i.exec(url);
  if (scheme === null) return null;
  const authority = url.slice(scheme[0].length).split(/[/?#]/, 1)[0] ?? '';
  const endpoint = parseEndpoint(authority.slice(authority.lastIndexOf('@') + 1).replace(/:$/, ''));
  if (endpoint === null) return null;
  const usual = scheme[1]?.toLowerCase() === 'https' ? 443 : 80;
  return { host: endpoint.host, port: endpoint.port ?? usual };
}

/** A URL within a line, and what the line says behind it. */
export interface UrlInText {
  readonly endpoint: Endpoint | null;
  readonly https: boolean;
  /** Offset just behind the URL, its closing quote and the colon that follows it. */
  readonly end: number;
}

/** The http and https URLs of a line, bare or quoted (`Get "https://…": EOF`, `Get https://…: EOF`). */
export function urlsIn(text: string): UrlInText[] {
  const found: UrlInText[] = [];
  for (const match of text.matchAll(/https?:\/\/[^\s"'`\\]+/gi)) {
    const behind = match.index + match[0].length;
    const closing = /^["'`\\]{1,4}:?/.exec(text.slice(behind, behind + 6))?.[0] ?? '';
    found.push({
      endpoint: urlEndpoint(match[0]),
      https: /^https/i.test(match[0]),
      end: behind + closing.length,
    });
  }
  return found;
}
