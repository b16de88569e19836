import type { Platform } from '../facts/platforms.ts';
import type { DisabledRules } from '../rulebook/rulebook.ts';
import type { RuleEvent } from './rule-ports.ts';

/** What the events of all rules come to at an instant. */
export interface RuleStates {
  retired: ReadonlyMap<string, RuleEvent>;
  disabled: DisabledRules;
  /** When the next disabling ends by itself; `null`: none will. */
  nextEnd: string | null;
}

/** `events` oldest first; `now` in ISO 8601. The newest event of a rule and a platform decides; one about everywhere, about all. */
export function statesOf(events: readonly RuleEvent[], now: string): RuleStates {
  const retired = new Map(
    events.filter(({ kind }) => kind === 'retired').map((event) => [event.rule, event]),
  );
  const newest = new Map<string, Map<string | null, RuleEvent>>();
  for (const event of events) {
    if (event.kind === 'retired') continue;
    const ofRule = event.platform === null ? new Map() : (newest.get(event.rule) ?? new Map());
    newest.set(event.rule, ofRule.set(event.platform, event));
  }
  const off = [...newest.values()]
    .flatMap((ofRule) => [...ofRule.values()])
    .filter(
      ({ kind, rule, until }) => kind === 'disabled' && !retired.has(rule) && (until === null || until > now),
    );
  return {
    retired,
    disabled: disabledOf(off),
    nextEnd: off.flatMap(({ until }) => until ?? []).sort()[0] ?? null,
  };
}

function disabledOf(off: readonly RuleEvent[]): DisabledRules {
  const disabled: Record<string, 'everywhere' | Platform[]> = {};
  for (const { rule, platform } of off) {
    const platforms = disabled[rule] ?? [];
    // Verbs write only platforms of the vocabulary.
    disabled[rule] =
      platform === null || platforms === 'everywhere'
        ? 'everywhere'
        : [...platforms, platform as Platform].sort();
  }
  return disabled;
}
