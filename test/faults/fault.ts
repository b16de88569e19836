/** What a fault is tried with. */
export interface Trial {
  /** A folder of its own, removed afterwards. */
  folder: string;
  /** Decides every random choice. */
  seed: number;
  /** How often processes are killed where killing is the fault. */
  kills: number;
  /** Prints a line of progress. */
  say(line: string): void;
}

export interface Outcome {
  /** What was done, counted. */
  did: string;
  /** What was seen. */
  saw: string;
}

/** One thing that goes wrong, done to the real server. `run` rejects when the server does not behave as docs/operations.md says. */
export interface Fault {
  name: string;
  run(trial: Trial): Promise<Outcome>;
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something holds. Rejects with `what` after `seconds`. */
export async function until(
  what: string,
  holds: () => Promise<boolean> | boolean,
  seconds = 30,
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await holds()); await pause(50))
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
}
