import { type Setting, wholeNumber } from './setting.ts';

const limit = (env: string, standard: number, doc: string): Setting<number> =>
  wholeNumber({ minimum: 1, maximum: 1_000_000_000 }, { env, doc, default: standard });

const KIB = 1024;
const MIB = 1024 * KIB;

export const limitSettings = {
  requestBytes: limit('CULPRIT_MAX_REQUEST_BYTES', 4 * MIB, 'Longest body of a request.'),
  jsonValues: limit(
    'CULPRIT_MAX_JSON_VALUES',
    100_000,
    'Most values in a JSON body, those within others counted too.',
  ),
  textBytes: limit('CULPRIT_MAX_TEXT_BYTES', MIB, 'Longest text.'),
  lineBytes: limit('CULPRIT_MAX_LINE_BYTES', 64 * KIB, 'Longest line of a text.'),
  facts: limit('CULPRIT_MAX_FACTS', 10_000, 'Most facts that a request or a case may submit.'),
  hosts: limit('CULPRIT_MAX_HOSTS', 500, 'Most machines that a request or a case may name.'),
};
