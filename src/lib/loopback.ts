/** Whether a host name or address (IPv6 with or without brackets) never leaves the machine (RFC 6761, 1122, 4291). */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127(?:\.[0-9]{1,3}){3}|::1|\[::1\])$/i.test(host);
