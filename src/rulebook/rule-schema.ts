import { platforms } from '../facts/platforms.ts';
import { likelihoods, priors } from './likelihood.ts';
import {
  closed,
  type JsonSchema,
  kebabCase,
  list,
  ref,
  ruleId,
  sharedDefinitions,
  text,
  words,
} from './schema-parts.ts';

const draft = 'http://json-schema.org/draft-07/schema#';
const schemaProperty: JsonSchema = { description: 'Where editors find the schema', type: 'string' };

const percent = (probability: number): string => `${Number((probability * 100).toPrecision(4))} %`;
const percents = (table: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(table).map(([word, probability]) => [word, percent(probability)]));

const signal = closed(
  {
    id: kebabCase('Unique within the rule'),
    when: ref('condition', 'What is looked for in the evidence'),
    withCause: words('How often it holds when this is the cause', percents(likelihoods)),
    without: words('How often it holds when this is not the cause', percents(likelihoods)),
    because: text('Why it speaks for or against the cause, for an engineer on call', 400),
    group: kebabCase('Correlated signals share a group: only the strongest of them counts'),
  },
  { optional: ['group'] },
);

const fixStep: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    run: text('A shell command; {{fact/json/pointer|PLACEHOLDER}} is filled in from facts and quoted', 1000),
    note: text('What to know about the command', 400),
    do: text('What to do, where no command does it', 1000),
  },
  if: { required: ['do'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { maxProperties: 1 },
  else: { required: ['run'] },
};

const fix = closed(
  {
    title: text('What the fix achieves', 120),
    where: text('Where to run the steps, as a phrase: the node, the client', 120),
    steps: list('In the order in which to take them', ref('fixStep'), 20),
    risk: words('What can go wrong', {
      none: 'changes nothing that anybody uses',
      low: 'may disturb a little, and is undone at once',
      medium: 'may interrupt traffic or workloads for a while',
      high: 'may take the cluster down or lose data',
    }),
    undo: list('Commands or sentences that take the fix back', text('One step', 1000), 20),
    verify: ref('comparison', 'Holds once the fix has worked; of a fact, not of a text'),
  },
  { optional: ['undo', 'verify'] },
);

/** JSON Schema of rules/<family>/<cause>.json. */
export const ruleSchema: JsonSchema = {
  $schema: draft,
  title: 'A rule: one cause, the signals for and against it, and its fixes',
  ...closed(
    {
      $schema: schemaProperty,
      id: ruleId,
      version: {
        description: 'Counts up from 1; changed content is a new version',
        type: 'integer',
        minimum: 1,
        maximum: 1_000_000,
      },
      status: words('Where the rule is in its life', {
        experimental: 'new, not yet proven on real incidents',
        stable: 'proven',
        deprecated: 'to be retired; still evaluated',
      }),
      title: text('A noun for the fault, in the failing state: IP forwarding is off', 100),
      explanation: text('One paragraph: what is wrong, and why that breaks things', 1500),
      scope: words('What the cause is about', {
        host: 'evaluated for each machine in the evidence',
        cluster: 'evaluated once, over all evidence',
      }),
      appliesTo: {
        ...list('Platforms on which the cause can occur', { enum: ['any', ...platforms] }),
        uniqueItems: true,
      },
      prior: words('How often this is the cause, before any evidence', percents(priors)),
      signals: list('What speaks for or against the cause', ref('signal'), 40),
      explains: {
        ...list('Causes that this one brings about: with evidence of its own, it outranks them', ruleId, 20),
        uniqueItems: true,
      },
      fixes: list('Ways to repair it, the best first', ref('fix'), 20),
      references: {
        ...list(
          'Where this is documented, two at least: documentation, source code that prints the message, a solved incident',
          closed({
            title: text('The page’s title', 200),
            url: { description: 'Its address', type: 'string', pattern: '^https://[^\\s]+$', maxLength: 500 },
          }),
          20,
        ),
        minItems: 2,
      },
    },
    { optional: ['$schema', 'explains'] },
  ),
  definitions: { ...sharedDefinitions, signal, fix, fixStep },
};

/** JSON Schema of rules/conditions/<topic>.json: conditions that several rules share, by name. */
export const conditionsSchema: JsonSchema = {
  $schema: draft,
  title: 'Conditions that several rules share, by name',
  type: 'object',
  properties: { $schema: schemaProperty },
  propertyNames: { anyOf: [{ const: '$schema' }, kebabCase('The name under which rules refer to it')] },
  additionalProperties: closed({
    title: text('What it means when it holds, as a phrase', 120),
    when: ref('condition', 'What is looked for in the evidence'),
  }),
  definitions: sharedDefinitions,
};
