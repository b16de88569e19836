import { type Setting, wholeNumber } from './setting.ts';

const seconds = (env: string, standard: number, doc: string): Setting<number> =>
  wholeNumber({ minimum: 1, maximum: 86_400 }, { env, doc, default: standard });

/** How long things may take. */
export const timeOutSettings = {
  headersSeconds: seconds(
    'CULPRIT_HEADERS_TIMEOUT_SECONDS',
    10,
    'Until a request’s headers must have arrived; else 408.',
  ),
  requestSeconds: seconds(
    'CULPRIT_REQUEST_TIMEOUT_SECONDS',
    30,
    'Until a whole request must have arrived; else 408.',
  ),
  answerSeconds: seconds(
    'CULPRIT_ANSWER_TIMEOUT_SECONDS',
    60,
    'Until it is answered, else 503; and until the client must have taken the answer, else the connection is closed.',
  ),
  idleSeconds: seconds(
    'CULPRIT_KEEP_ALIVE_SECONDS',
    75,
    'How long an idle connection is kept. Longer than the proxy in front keeps its own.',
  ),
  drainSeconds: wholeNumber<number>(
    { minimum: 0, maximum: 86_400 },
    {
      env: 'CULPRIT_SHUTDOWN_DELAY_SECONDS',
      doc: 'How long all requests are still answered after SIGTERM, while `/readyz` fails already.',
      default: 0,
    },
  ),
  graceSeconds: seconds(
    'CULPRIT_SHUTDOWN_GRACE_SECONDS',
    10,
    'How long requests under way may then take until they are cut off.',
  ),
};
