import { accessSettings } from './access.ts';
import { databaseSettings } from './database.ts';
import { knowledgeSettings } from './knowledge.ts';
import { limitSettings } from './limits.ts';
import { serverSettings } from './server.ts';

/** Every setting by its topic. docs/settings.md is generated from here. */
export const settingsByTopic = {
  Server: serverSettings,
  Database: databaseSettings,
  Access: accessSettings,
  Knowledge: knowledgeSettings,
  Limits: limitSettings,
};

export const settings = {
  ...serverSettings,
  ...databaseSettings,
  ...accessSettings,
  ...knowledgeSettings,
  ...limitSettings,
};
