import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

/** What a machine's clock showed. */
export const ClockReading = Type.Object({
  /** Seconds since 1970 as the zone counts them; of UTC when `zone` is `UTC`. */
  seconds: Type.Integer(),
  /** `UTC` when the distance to UTC is known; else the zone's abbreviation, which several zones share. */
  zone: Type.String(),
});
export type ClockReading = Static<typeof ClockReading>;

/** Two machines whose clocks, read at about the same time, are the furthest apart. */
export const ClockDifference = Type.Object({
  hosts: Type.Array(Type.String()),
  seconds: Type.Integer(),
});
export type ClockDifference = Static<typeof ClockDifference>;

export const clockFacts: FactDefinition[] = [
  {
    id: 'clock.readings',
    title: 'what the clock of a machine showed',
    subject: 'host',
    schema: Type.Array(ClockReading),
    collect: [onHost('date -u')],
    shelfLifeSeconds: shelfLife.fleeting,
  },
  {
    id: 'clock.synchronized',
    title: 'the clock is kept by a time server',
    subject: 'host',
    schema: Type.Boolean(),
    collect: [onHost('timedatectl')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'clock.offset-seconds',
    title: 'how far the clock is from its time server, either way',
    subject: 'host',
    schema: Type.Number(),
    unit: 'seconds',
    collect: [onHost('chronyc tracking')],
    shelfLifeSeconds: shelfLife.short,
  },
  {
    id: 'clock.differences',
    title: 'machines whose clocks differ most',
    subject: 'cluster',
    schema: Type.Array(ClockDifference),
    derived: true,
    collect: [{ ...onHost('date -u'), where: 'on every node, at the same time' }],
    shelfLifeSeconds: shelfLife.fleeting,
  },
];
