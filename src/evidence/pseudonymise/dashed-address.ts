/** `10-0-1-17` in `ip-10-0-1-17.ec2.internal` and in names of pods; no part of a date and time. */
export const dashedAddress =
  /(?<!\d|\d-)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)-){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?!-?\d)/;

/** Maps an address whose octets have dashes between them. */
export const mapDashed = (text: string, map: (octets: readonly number[]) => number[]): string =>
  map(text.split('-').map(Number)).join('-');
