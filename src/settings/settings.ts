import { accessSettings } from './access.ts';
import { databaseSettings } from './database.ts';
import { knowledgeSettings } from './knowledge.ts';
import { limitSettings } from './limits.ts';
import { loadSettings } from './load.ts';
import { pseudonymSettings } from './pseudonyms.ts';
import { serverSettings } from './server.ts';
import { timeOutSettings } from './time-outs.ts';
import { traceSettings } from './traces.ts';
import { webSettings } from './web.ts';

/** Every setting by its topic. docs/settings.md is generated from here. */
export const settingsByTopic = {
  Server: serverSettings,
  Database: databaseSettings,
  Access: accessSettings,
  Knowledge: knowledgeSettings,
  Limits: limitSettings,
  Load: loadSettings,
  'Time-outs': timeOutSettings,
  Browsers: webSettings,
  Traces: traceSettings,
  Pseudonyms: pseudonymSettings,
};

export const settings = {
  ...serverSettings,
  ...databaseSettings,
  ...accessSettings,
  ...knowledgeSettings,
  ...limitSettings,
  ...loadSettings,
  ...timeOutSettings,
  ...webSettings,
  ...traceSettings,
  ...pseudonymSettings,
};
