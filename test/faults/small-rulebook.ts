import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleTest, provableRule } from '../example-rule.ts';

/**
 * Settings under which a start takes a second less: one rule, and no incidents for backtests. What is stored, and how, is the same.
 */
export function smallRulebook(folder: string): Record<'CULPRIT_RULES' | 'CULPRIT_INCIDENTS', string> {
  const [rules, incidents] = [join(folder, 'rules'), join(folder, 'incidents')];
  mkdirSync(join(rules, 'host'), { recursive: true });
  mkdirSync(incidents, { recursive: true });
  writeFileSync(join(rules, 'host', 'forwarding-off.json'), JSON.stringify(provableRule));
  writeFileSync(join(rules, 'host', 'forwarding-off.test.json'), JSON.stringify(exampleTest));
  return { CULPRIT_RULES: rules, CULPRIT_INCIDENTS: incidents };
}
