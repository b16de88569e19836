import { expect, it } from 'vitest';
import { itemsIn, readWith, samplesOf, unclaimedIn } from '../../../../test/source-reading.ts';
import { metallbSpeaker } from './source.ts';

const text = samplesOf('metallb-speaker')['speaker.txt'] ?? '';

it('reads what is announced and withdrawn, and by whom', () => {
  const read = readWith(metallbSpeaker, text, 'kubectl logs -n metallb-system speaker-6lq8d');
  expect(itemsIn(read, 'metallb.announcements')).toEqual([
    { speaker: 'speaker-6lq8d', service: 'data/pg', address: '10.9.0.7' },
    { speaker: 'speaker-6lq8d', service: 'data/pg', address: null },
  ]);
});

it('claims every line', () => {
  expect(unclaimedIn(readWith(metallbSpeaker, text), text)).toEqual([]);
});

it('leaves what others print alone', () => {
  const other =
    'the event "serviceAnnounced" was seen\n{"event":"serviceAnnounced","service":"a/b"}\n{"event":"serviceAnnounced"';
  expect(readWith(metallbSpeaker, other)).toMatchObject({ findings: [], understood: [], unreadable: [] });
});
