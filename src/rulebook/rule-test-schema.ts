import { platforms } from '../facts/platforms.ts';
import { testVerdicts } from './rule-test.ts';
import {
  closed,
  type JsonSchema,
  kebabCase,
  list,
  ref,
  ruleId,
  sharedDefinitions,
  text,
} from './schema-parts.ts';

const name = text('What the case shows, as a sentence', 200);
const evidence = ref('evidence', 'What a client would submit');
const verdict = {
  ...list('The verdicts that will do', { enum: testVerdicts }, testVerdicts.length),
  uniqueItems: true,
};
const signalIds = (description: string): JsonSchema => ({
  ...list(description, kebabCase('A signal of the tested rule')),
  uniqueItems: true,
});
const signals = closed(
  { for: signalIds('Those that speak for the rule'), against: signalIds('Those that speak against it') },
  {
    optional: ['for', 'against'],
    description: 'Exactly which of the rule’s signals the evidence decides; those left out stay unknown',
  },
);
const about = {
  host: text('The machine that it is about', 253),
  observedAt: text('When it was seen, ISO 8601', 40),
};

const evidenceSchema: JsonSchema = closed(
  {
    facts: list(
      'Typed facts',
      closed(
        { fact: ref('fact'), value: { description: 'As the catalogue says' }, ...about },
        { optional: ['host', 'observedAt'] },
      ),
      500,
    ),
    texts: list(
      'What commands and logs printed',
      closed(
        {
          text: {
            description: 'The text; a list is joined with newlines',
            type: ['string', 'array'],
            minLength: 1,
            minItems: 1,
            items: { type: 'string' },
          },
          command: text('The command that printed it', 1000),
          ...about,
        },
        { optional: ['command', 'host', 'observedAt'] },
      ),
    ),
    platform: { description: 'What the cluster runs on', enum: platforms },
  },
  { optional: ['facts', 'texts', 'platform'], minProperties: 1 },
);

const firingCase = closed(
  {
    name,
    evidence,
    expect: closed(
      {
        first: { description: 'The rule comes first', const: true },
        verdict,
        hosts: {
          ...list('The hosts that the answer names', text('A host', 253)),
          uniqueItems: true,
        },
      },
      { optional: ['verdict', 'hosts'], description: 'What the answer must say' },
    ),
    signals,
  },
  { optional: ['signals'] },
);

const lookAlikeCase = closed(
  {
    name,
    evidence,
    first: {
      description: 'The rule that comes first instead; null: none of these is the most probable',
      anyOf: [ruleId, { type: 'null' }],
    },
    maxProbability: {
      description: 'The most that the tested rule’s own probability may be',
      type: 'number',
      minimum: 0,
      maximum: 1,
    },
    signals,
  },
  { optional: ['maxProbability', 'signals'] },
);

const missingCase = closed(
  { name, evidence, verdict, next: ref('fact', 'A fact that the answer must ask for'), signals },
  { optional: ['next', 'signals'] },
);

/** JSON Schema of rules/<family>/<cause>.test.json. */
export const ruleTestSchema: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'The test of a rule: when it fires, what only looks like it, and what is missing',
  ...closed(
    {
      $schema: { description: 'Where editors find the schema', type: 'string' },
      rule: ruleId,
      fires: list('Evidence of the cause: the rule comes first', firingCase),
      lookAlikes: list('Evidence of something that looks alike: the rule does not come first', lookAlikeCase),
      missing: list('Evidence that leaves the cause open: the rule says so', missingCase),
    },
    { optional: ['$schema'] },
  ),
  definitions: { fact: sharedDefinitions['fact'], evidence: evidenceSchema },
};
