import { CulpritError } from '../../lib/errors.ts';

/** Refused not for what is asked, but for how much is asked at the moment; the same may be asked again. */
export class TooBusy extends CulpritError {
  readonly retryAfterSeconds: number;
  /** Headers that say more about the limit. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: 'rate-limited' | 'overloaded' | 'timeout',
    message: string,
    about: { retryAfterSeconds?: number; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code, message);
    this.retryAfterSeconds = about.retryAfterSeconds ?? 1;
    this.headers = about.headers ?? {};
  }
}

export const overloaded = (why: string): TooBusy => new TooBusy('overloaded', `${why}; try again.`);
