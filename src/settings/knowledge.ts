import { join } from 'node:path';
import { packageRoot } from '../lib/package-root.ts';
import { text } from './setting.ts';

export const knowledgeSettings = {
  rules: text<string>({
    env: 'CULPRIT_RULES',
    doc: 'Folder of the rulebook, which agrees with its lock (docs/rules.md). Unless set, it is the one that culprit comes with.',
    default: join(packageRoot(), 'rules'),
  }),
  incidents: text<string>({
    env: 'CULPRIT_INCIDENTS',
    doc: 'Folder of solved incidents that backtests take beside the stored cases; nothing is missed when it is not there.',
    default: join(packageRoot(), 'test', 'incidents'),
  }),
};
