import type { Announcement } from '../../facts/addressing.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Derivation, derivedList, itemsOf } from '../derivation.ts';

const fact = 'metallb.addresses-announced-twice';

/** Addresses that two speakers announce for two Services, as far as their logs say last. */
export const metallbAddressesAnnouncedTwice: Derivation = {
  fact,
  derive(facts) {
    const last = new Map(
      itemsOf(facts.of('metallb.announcements')).map((observation) => {
        // An item of `metallb.announcements`: sources and `checkEvidence` hold to the fact's schema.
        const announcement = observation.value as Announcement;
        return [JSON.stringify([announcement.speaker, announcement.service]), { announcement, observation }];
      }),
    );
    const held = [...last.values()].filter(
      ({ announcement: { address, speaker } }) => address !== null && speaker !== null,
    );
    const items = [...groupBy(held, ({ announcement }) => announcement.address)].flatMap(([item, found]) => {
      const [speakers, services] = [
        new Set(found.map(({ announcement }) => announcement.speaker)),
        new Set(found.map(({ announcement }) => announcement.service)),
      ];
      if (speakers.size < 2 || services.size < 2) return [];
      return [{ item, from: found.map(({ observation }) => observation) }];
    });
    return items.length === 0 ? [] : [derivedList({ fact }, items, [])];
  },
};
