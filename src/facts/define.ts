import type { TSchema } from 'typebox';

/** What a fact is about: one machine, or the cluster (with its cloud resources and clients). */
export type Subject = 'host' | 'cluster';

/** One read-only command that collects a fact. */
export interface Collect {
  /** Runnable as printed; UPPER_CASE words are for the reader to fill in. */
  command: string;
  /** Where to run it, as a phrase: "on the node", "where kubectl works". */
  where: string;
  /** What it costs an engineer's time, typing included. */
  seconds: number;
  /** `none`: reads only. `low`: sends a little traffic, takes a capture, or starts a pod that goes again. */
  risk: 'none' | 'low';
  /** The fact this step brings, when it is one part of a derived fact. A step whose fact is known is left out. */
  brings?: string;
}

export interface FactDefinition {
  /** `thing.property`, unit included. */
  id: string;
  title: string;
  subject: Subject;
  /** JSON Schema of the whole value. */
  schema: TSchema;
  unit?: string;
  /** For a list: the properties that identify an item, so that a later observation replaces an earlier one. */
  identity?: readonly string[];
  collect: readonly Collect[];
  /** After this many seconds the observation says nothing about now. */
  shelfLifeSeconds: number;
  /** Computed from other facts; a client cannot submit it. */
  derived?: true;
  /** What happened to be seen, in a list or as a lower bound: it proves no absence, for there may be more. */
  openEnded?: true;
  /** Listings differ in how much they show of an item: what a later one leaves out still holds. */
  shownInPart?: true;
  /** Says what fails, not how a machine is set up: when nothing names its machine, it speaks about every machine. */
  symptom?: true;
}

const minute = 60;
const hour = 60 * minute;

/** How long an observation stays true, by how fast its thing changes. */
export const shelfLife = {
  /** Neighbour caches, captures, probes. */
  fleeting: 15 * minute,
  /** Pod and node states. */
  short: 1 * hour,
  /** Kernel settings, cloud resources, address plans. */
  long: 24 * hour,
} as const;

/** Runs on the machine in question. */
export const onHost = (command: string, seconds = 10): Collect => ({
  command,
  where: 'on the host',
  seconds,
  risk: 'none',
});

/** Runs where kubectl reaches the cluster. */
export const withKubectl = (command: string, seconds = 15): Collect => ({
  command,
  where: 'where kubectl works',
  seconds,
  risk: 'none',
});

/** Runs where a cloud's command line is signed in. */
export const withCloudCli = (command: string, seconds = 30): Collect => ({
  command,
  where: 'where the cloud command line is signed in',
  seconds,
  risk: 'none',
});
