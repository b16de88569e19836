import { type Finding, finding } from './finding.ts';

const CONDITIONS_FOLDER = 'conditions/';
const TEST = '.test.json';

type Files = ReadonlyMap<string, string>;

/** `host/clock-skew.json` holds `host.clock-skew`. */
export const idOf = (file: string): string => file.replace(/\.json$/, '').replace('/', '.');
export const fileOf = (id: string): string => `${id.replace('.', '/')}.json`;
/** The test that stands beside a rule's file. */
export const testOf = (file: string): string => file.replace(/\.json$/, TEST);

export const ruleFiles = (files: Files): string[] =>
  [...files.keys()]
    .filter((file) => /^[^/]+\/[^/]+\.json$/.test(file) && !file.endsWith(TEST))
    .filter((file) => !file.startsWith(CONDITIONS_FOLDER))
    .sort();

export const conditionFiles = (files: Files): string[] =>
  [...files.keys()].filter((file) => file.startsWith(CONDITIONS_FOLDER)).sort();

/** Files whose place says that they are no rule, and tests without one. */
export function strayFiles(files: Files): Finding[] {
  return [...files.keys()].flatMap((file) => {
    if (file.split('/').length > 2)
      return [{ ...finding('misplaced-file', '', 'is too deep: rules are family/cause.json'), file }];
    return file.endsWith(TEST) && !files.has(file.replace(/\.test\.json$/, '.json'))
      ? [{ ...finding('lonely-test', '', 'tests a rule that is not there'), file }]
      : [];
  });
}
