// {"caller":"main.go:340","event":"serviceAnnounced","ip":"10.9.0.7","msg":"service has IP, announcing","service":"data/pg"}
// {"caller":"main.go:366","event":"serviceWithdrawn","ip":"","msg":"withdrawing service announcement","service":"data/pg"}
import type { Announcement } from '../../../facts/addressing.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { isAddress } from '../../text/addresses.ts';
import { textAt } from '../../text/json-value.ts';

/** The speaker's pod, as the command that printed its log names it. */
const speakerOf = ({ command }: Block): string | null =>
  /\b((?:metallb-)?speaker-[a-z0-9]{5})\b/.exec(command ?? '')?.[1] ?? null;

function parsed(text: string): unknown {
  const start = text.indexOf('{');
  if (start < 0 || text.length > 2000) return null;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return null;
  }
}

function announcementOf(text: string, speaker: string | null): Announcement | null {
  if (!text.includes('serviceAnnounced') && !text.includes('serviceWithdrawn')) return null;
  const entry = parsed(text);
  const [event, service] = [textAt(entry, 'event'), textAt(entry, 'service') ?? textAt(entry, 'svc')];
  const ip = textAt(entry, 'ip') ?? '';
  if (service === undefined || (event === 'serviceAnnounced' && !isAddress(ip))) return null;
  return { speaker, service, address: event === 'serviceAnnounced' ? ip : null };
}

export const metallbSpeaker: Source = {
  id: 'metallb-speaker',
  title: "MetalLB's speaker: which addresses it announces",
  commands: [],
  needles: ['"serviceAnnounced"', '"serviceWithdrawn"'],
  facts: ['metallb.announcements'],
  read(block) {
    const reading = new ReadingBuilder();
    const speaker = speakerOf(block);
    for (const line of block.lines) {
      const announcement = announcementOf(line.text, speaker);
      if (announcement !== null) reading.item('metallb.announcements', announcement, line);
    }
    return reading;
  },
};
