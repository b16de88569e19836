import { type Platform, platforms } from '../facts/platforms.ts';
import type { DisabledRules } from '../rulebook/rulebook.ts';
import type { RuleEvent } from './rule-ports.ts';

/** A rule switched off or on, on a platform or (`null`) everywhere. */
export interface Switch {
  rule: string;
  kind: 'disabled' | 'enabled';
  platform: Platform | null;
}

/** What is disabled after a switch. Enabling on one platform what is off everywhere leaves it off on all others. */
export function withSwitch(disabled: DisabledRules, { rule, kind, platform }: Switch): DisabledRules {
  const { [rule]: off = [], ...others } = disabled;
  if (platform === null) return kind === 'disabled' ? { ...others, [rule]: 'everywhere' } : others;
  if (off === 'everywhere' && kind === 'disabled') return disabled;
  const before = off === 'everywhere' ? platforms : off;
  const rest = before.filter((other) => other !== platform);
  const after = kind === 'disabled' ? [...rest, platform].sort() : rest;
  return after.length === 0 ? others : { ...others, [rule]: after };
}

/** Of what is disabled, the switches that end by themselves, each with its end. `events` oldest first. */
export function endsOf(
  disabled: DisabledRules,
  events: readonly RuleEvent[],
): (Switch & { until: string })[] {
  return Object.entries(disabled).flatMap(([rule, off]) => {
    const places = off === 'everywhere' ? [null] : off;
    return places.flatMap((platform) => {
      // What was disabled everywhere, and enabled on some platforms since, still ends on the others as it would have.
      const newest = events.findLast(
        (event) =>
          event.rule === rule &&
          event.kind === 'disabled' &&
          (event.platform === platform || event.platform === null),
      );
      return newest?.until == null ? [] : [{ rule, kind: 'enabled' as const, platform, until: newest.until }];
    });
  });
}
