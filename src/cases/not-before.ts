/** The time of what is newer than all of these: a clock that was set back, or another machine's, must not make it look older. */
export const notBefore = (earlier: readonly (string | undefined)[], now: string): string =>
  earlier.reduce<string>((latest, time) => (time !== undefined && time > latest ? time : latest), now);
