import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { localActor } from '../../access/actor.ts';
import { calibrateRules } from '../../cases/calibrate-rules.ts';
import type { Calibrated, CalibratedRule, CalibrationReport } from '../../cases/calibration.ts';
import { RulebookInForce } from '../../cases/rulebook-in-force.ts';
import { systemClock } from '../../lib/clock.ts';
import { visible } from '../../lib/visible.ts';
import { formatDocument } from '../../rulebook/format-file.ts';
import { fileOf } from '../../rulebook/rule-files.ts';
import { asJson, table } from '../text-layout.ts';
import { withStore } from '../with-store.ts';

/** `culprit rules calibrate`: what the confirmed cases say of priors and likelihoods. */
export function addCalibrate(rules: Command): void {
  rules
    .command('calibrate')
    .description('hold what the rules in force state against the confirmed cases, and propose words')
    .option('--json', 'print the report as JSON')
    .option('--write <folder>', 'write the rules with the proposed words there, as their next versions')
    .addHelpText(
      'after',
      `
Examples:
  culprit rules calibrate
  culprit rules calibrate --write proposed && diff -ru rules proposed
  culprit rules calibrate --json | jq '.rules[] | select(.draft != null)'

Cases are those of the database of the settings (CULPRIT_DATABASE, DATABASE_URL). Nothing is applied by itself.`,
    )
    .action(run);
}

async function run({ json, write }: { json?: true; write?: string }): Promise<void> {
  const report = await withStore((store) => {
    const inForce = new RulebookInForce(store, systemClock);
    return calibrateRules({ actor: localActor, store, rulebook: () => inForce.current() });
  });
  if (write !== undefined) for (const { draft } of report.rules) if (draft !== null) writeDraft(write, draft);
  process.stdout.write(json ? asJson(report) : render(report));
}

function writeDraft(folder: string, draft: NonNullable<CalibratedRule['draft']>): void {
  const file = join(folder, fileOf(draft.id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatDocument({ $schema: '../rule.schema.json', ...draft }));
  process.stderr.write(visible(`wrote ${file}\n`));
}

function render({ confirmed, brier, calibrationError, reliability, rules }: CalibrationReport): string {
  const bins = reliability.map(({ stated, right, count }) => [
    percent(stated),
    percent(right),
    String(count),
  ]);
  const changes = rules.flatMap(proposals);
  const lines = [
    `${confirmed} confirmed cases`,
    ...(brier === null
      ? []
      : [`Brier score ${brier.toFixed(3)}, calibration error ${(calibrationError ?? 0).toFixed(3)}`]),
    ...(bins.length === 0 ? [] : ['', ...table([['stated', 'right', 'cases'], ...bins])]),
    '',
    ...(changes.length === 0
      ? ['No word changes.']
      : table([['rule', 'what', 'held', 'says', 'proposed'], ...changes])),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

const proposals = ({ rule, prior, signals }: CalibratedRule): string[][] => [
  ...row(rule, 'prior', prior),
  ...signals.flatMap(({ id, withCause, without }) => [
    ...row(rule, `${id} with the cause`, withCause),
    ...row(rule, `${id} without it`, without),
  ]),
];

const row = (
  rule: string,
  what: string,
  { held, of, word, stated, smoothed, proposed }: Calibrated<string>,
): string[][] =>
  proposed === word
    ? []
    : [
        [
          rule,
          what,
          `${held} of ${of}`,
          `${word} (${percent(stated)})`,
          `${proposed} (${percent(smoothed)})`,
        ],
      ];

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
