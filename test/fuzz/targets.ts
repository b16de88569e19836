import { evidenceTarget } from './evidence-target.ts';
import { httpTarget } from './http-target.ts';
import { rulesTarget } from './rules-target.ts';
import { socketTarget } from './socket-target.ts';
import { sourcesTarget } from './sources-target.ts';
import type { NamedTarget } from './target.ts';

export const targets: readonly NamedTarget[] = [
  sourcesTarget,
  evidenceTarget,
  rulesTarget,
  httpTarget,
  socketTarget,
];
