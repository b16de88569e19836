import type { Line } from '../../source.ts';

const keys = ['apiGroups', 'resources', 'verbs', 'resourceNames'] as const;
type Key = (typeof keys)[number];
type Rule = Record<Key, string[]>;

const isKey = (word: string): word is Key => keys.some((key) => key === word);
const empty = (): Rule => ({ apiGroups: [], resources: [], verbs: [], resourceNames: [] });
const unquoted = (value: string): string => value.trim().replace(/^["']|["']$/g, '');

/** Gathers the rules of one role, as YAML or as the table of `kubectl describe`. */
export class RoleRules {
  readonly #listable = new Set<string>();
  #rule: Rule | null = null;
  #key: Key | null = null;

  /** Whether the line belongs to the rules. */
  take({ text }: Line): boolean {
    const row =
      /^ {2}([a-z*][\w.*/-]{0,100}) {2,60}\[[^\]]{0,80}\] {1,40}\[[^\]]{0,80}\] {1,40}\[([^\]]{0,80})\]$/i.exec(
        text.trimEnd(),
      );
    if (row !== null) {
      this.#note(row[1] ?? '', (row[2] ?? '').split(' '));
      return true;
    }
    const setting = /^\s{0,8}(- )?([A-Za-z]{4,20}):\s{0,4}(\[.{0,300}\])?$/.exec(text.trimEnd());
    if (setting !== null) return this.#open(setting[2] ?? '', setting);
    const value = /^\s{0,10}- ([\w.*/-]{1,100}|""|''|["'][\w.*/-]{1,100}["'])$/.exec(text.trimEnd())?.[1];
    if (value === undefined || this.#rule === null || this.#key === null) return false;
    this.#rule[this.#key].push(unquoted(value));
    return true;
  }

  /** Resources that may be listed, each with its group behind it. */
  finish(): string[] {
    this.#close();
    return [...this.#listable];
  }

  #open(key: string, [, dash, , inline]: readonly (string | undefined)[]): boolean {
    if (!isKey(key)) {
      this.#key = null;
      return false;
    }
    if (dash !== undefined) this.#close();
    this.#rule ??= empty();
    this.#key = key;
    if (inline !== undefined) this.#rule[key].push(...inline.slice(1, -1).split(',').map(unquoted));
    return true;
  }

  #close(): void {
    const rule = this.#rule;
    this.#rule = null;
    if (rule === null) return;
    for (const group of rule.apiGroups)
      for (const resource of rule.resources)
        this.#note(group === '' ? resource : `${resource}.${group}`, rule.verbs);
  }

  #note(resource: string, verbs: readonly string[]): void {
    if (verbs.includes('list') || verbs.includes('*')) this.#listable.add(resource);
  }
}
