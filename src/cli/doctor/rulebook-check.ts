import { conflictsOf } from '../../cases/import-rules.ts';
import { hasLock, loadPublishedRules, type PublishedRules } from '../../rulebook/load-rulebook.ts';
import type { Rulebook } from '../../rulebook/rulebook.ts';
import type { ReadStore } from '../../storage/inspect/read-store.ts';
import { type Finding, linesOf, wordsOf } from './finding.ts';

const { ok, warn, fail } = linesOf('rulebook');

export interface CheckedFolder {
  findings: Finding[];
  /** `null`: it cannot be loaded. */
  rules: PublishedRules | null;
}

/** The rules folder: that it loads, and agrees with its lock. */
export function checkFolder(folder: string): CheckedFolder {
  try {
    const rules = loadPublishedRules(folder);
    const said = `The folder ${folder} has ${rules.rulebook.rules.length} rules`;
    const finding = hasLock(folder)
      ? ok(`${said}, as its lock says.`)
      : warn(`${said}, but no lock: a rule could change without a new version.`, 'culprit rules lock');
    return { findings: [finding], rules };
  } catch (error) {
    const advice = 'Look at CULPRIT_RULES; "culprit rules lint FOLDER" says what is wrong in each file.';
    return { findings: [fail(`No rulebook can be loaded: ${wordsOf(error)}.`, advice)], rules: null };
  }
}

/** What is in force in the database, held against the folder. */
export async function checkInForce(store: ReadStore, files: PublishedRules | null): Promise<Finding[]> {
  const activation = await store.newestActivation();
  if (activation === null) return [ok('No rulebook is in force yet; the first start takes the folder’s.')];
  const rulebook = await store.findRulebook(activation.digest);
  if (rulebook === null)
    return [
      fail(
        `The rulebook in force, ${activation.digest}, is not in the database.`,
        'Restore a backup: culprit restore FILE.',
      ),
    ];
  const disabled = Object.keys(rulebook.disabled ?? {});
  const since = `in force since ${activation.activatedAt}, by ${activation.actor}`;
  return [
    ...(files === null
      ? [ok(`A rulebook of ${rulebook.rules.length} rules is ${since}.`)]
      : differences(rulebook, files, since)),
    ...(files === null ? [] : conflicts(files, await store.listPublishedRules())),
    ...(disabled.length === 0
      ? []
      : [
          warn(
            `Disabled, and left out of diagnoses: ${disabled.join(', ')}.`,
            'Enable what is mended: POST /v1/rules/{id}/enable.',
          ),
        ]),
  ];
}

function differences(active: Rulebook, { rulebook }: PublishedRules, since: string): Finding[] {
  if (active.digest === rulebook.digest) return [ok(`The folder's rulebook is ${since}.`)];
  const inForce = new Map(active.rules.map(({ id, version }) => [id, version]));
  const inFolder = new Map(rulebook.rules.map(({ id, version }) => [id, version]));
  const newer = [...inFolder].filter(([id, version]) => version > (inForce.get(id) ?? 0)).map(([id]) => id);
  const other = [...inForce].filter(([id, version]) => version > (inFolder.get(id) ?? 0)).map(([id]) => id);
  const said = [
    ...(newer.length > 0
      ? [`${named(newer)} newer in the folder, which the next start publishes unless retired`]
      : []),
    ...(other.length > 0 ? [`${named(other)} published over the API`] : []),
  ];
  const how =
    said.length === 0 ? 'the same versions, but others disabled or shared conditions' : said.join('; ');
  return [ok(`Another rulebook than the folder's is ${since}: ${how}.`)];
}

function conflicts(
  files: PublishedRules,
  published: Awaited<ReturnType<ReadStore['listPublishedRules']>>,
): Finding[] {
  const found = conflictsOf(files, published).map(({ rule }) => rule);
  if (found.length === 0) return [];
  return [
    warn(
      `The folder's ${named(found)} stay out: the database has another content under the same version.`,
      'Give the files a higher version, or take over what was published: culprit rules export.',
    ),
  ];
}

const NAMED = 5;

const named = (ids: readonly string[]): string =>
  ids.length <= NAMED ? ids.join(', ') : `${ids.slice(0, NAMED).join(', ')} and ${ids.length - NAMED} more`;
