/** What a route answers. Request id and headers that every answer has are added where routes are mounted. */
export interface Answer {
  status: number;
  /** `null` for no body. */
  body: string | null;
  /** Media type of the body; JSON unless said. */
  type?: string;
  headers?: Readonly<Record<string, string>>;
}

/** A value as a JSON answer; name the contract's type as `T`. */
export const json = <T>(value: T, status = 200): Answer => ({ status, body: JSON.stringify(value) });
