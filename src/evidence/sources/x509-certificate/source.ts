//         Issuer: CN = kubernetes
//             Not After : Mar 11 07:40:22 2023 GMT
// notAfter=Mar 11 07:40:22 2023 GMT
// apiserver                  Mar 11, 2023 07:40 UTC   <invalid>       ca                      no
import type { SeenCertificate } from '../../../facts/certificates.ts';
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';

const fact = 'certificates.seen';

const fields: readonly (readonly [field: Field, pattern: RegExp])[] = [
  ['issuer', /^\s{0,40}issuer ?[=:] ?(\S.{0,300})$/i],
  ['subject', /^\s{0,40}subject ?[=:] ?(\S.{0,300})$/i],
  ['notBefore', /^\s{0,40}not ?before ?[=:] ?(\S.{0,40})$/i],
  ['notAfter', /^\s{0,40}not ?after ?[=:] ?(\S.{0,40})$/i],
];
type Field = 'issuer' | 'subject' | 'notBefore' | 'notAfter';

const row =
  /^([a-z][a-z.-]{1,40}) {1,40}([A-Z][a-z]{2} \d{2}, \d{4} \d{2}:\d{2} UTC) {1,20}(<invalid>|\d{1,4}[a-z]{1,2}) /;

const secondsOf = (date: string): number | null => {
  const parsed = Date.parse(date);
  return Number.isNaN(parsed) ? null : Math.trunc(parsed / 1000);
};

/** `DNS:kubernetes, IP Address:10.96.0.1` */
const namesOf = (text: string): string[] =>
  text.split(',').flatMap((part) => /^\s*(?:DNS|IP Address):(\S{1,253})\s*$/.exec(part)?.[1] ?? []);

class CertificateReading extends ReadingBuilder {
  #found: Partial<SeenCertificate> = {};
  #first: Line | null = null;
  #last: Line | null = null;

  take(line: Line): void {
    const listed = row.exec(line.text);
    if (listed !== null) this.#takeRow(listed, line);
    else if (!this.#takeField(line)) this.#takeNames(line);
  }

  finish(): void {
    const { subject = '', ...rest } = this.#found;
    // A subject and an issuer alone are printed by many commands, and say nothing about a time.
    if (this.#first !== null && this.#last !== null && (rest.notAfter ?? rest.names) !== undefined)
      this.item(fact, { subject, ...rest }, this.#first, this.#last);
    this.#found = {};
    this.#first = null;
    this.#last = null;
  }

  #takeRow([, subject = '', date = '', rest = '']: RegExpExecArray, line: Line): void {
    const notAfter = secondsOf(date);
    if (notAfter !== null) this.item(fact, { subject, notAfter, expired: rest === '<invalid>' }, line);
  }

  #takeField(line: Line): boolean {
    for (const [field, pattern] of fields) {
      const text = pattern.exec(line.text)?.[1];
      if (text === undefined) continue;
      const value = field === 'subject' || field === 'issuer' ? text.trim() : secondsOf(text);
      if (value === null) return false;
      if (this.#found[field] !== undefined) this.finish();
      this.#found = { ...this.#found, [field]: value };
      this.#extend(line);
      return true;
    }
    return false;
  }

  #takeNames(line: Line): void {
    const names = namesOf(line.text);
    if (names.length === 0) return;
    if (this.#found.names !== undefined) this.finish();
    this.#found = { ...this.#found, names };
    this.#extend(line);
  }

  #extend(line: Line): void {
    this.#first ??= line;
    this.#last = line;
  }
}

export const x509Certificate: Source = {
  id: 'x509-certificate',
  title: 'certificates: openssl x509 and kubeadm certs check-expiration',
  commands: ['openssl x509', 'kubeadm certs check-expiration', 'kubeadm alpha certs check-expiration'],
  needles: ['notAfter=', 'Not After :', 'RESIDUAL TIME', 'Subject Alternative Name'],
  facts: [fact],
  read(block: Block) {
    const reading = new CertificateReading();
    for (const line of block.lines) reading.take(line);
    reading.finish();
    return reading;
  },
};
