import { join } from 'node:path';
import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Issuer } from './access/issuer.ts';
import { type Scope, scopes } from './access/scopes.ts';
import { CulpritError } from './lib/errors.ts';
import { type LogLevel, logLevels } from './lib/log.ts';
import { isLoopback } from './lib/loopback.ts';
import { packageRoot } from './lib/package-root.ts';
import { secureAddress } from './lib/secure-address.ts';

export interface Setting<T> {
  /** Name in the environment. */
  env: string;
  doc: string;
  /** What it may be, in words that follow "must be". */
  kind: string;
  schema: TSchema;
  default: T;
  /** Not repeated in messages. */
  secret?: true;
}

const text = (given: Omit<Setting<string>, 'schema' | 'kind'>): Setting<string> => ({
  kind: 'a text that is not empty',
  schema: Type.String({ minLength: 1 }),
  ...given,
});

function wholeNumber(
  range: { minimum: number; maximum: number },
  given: Omit<Setting<number>, 'schema' | 'kind'>,
): Setting<number> {
  const kind = `a whole number from ${range.minimum} to ${range.maximum}`;
  return { kind, schema: Type.Integer(range), ...given };
}

const limit = (env: string, standard: number, doc: string): Setting<number> =>
  wholeNumber({ minimum: 1, maximum: 1_000_000_000 }, { env, doc, default: standard });

const KIB = 1024;
const MIB = 1024 * KIB;

const logLevel: Setting<LogLevel> = {
  env: 'CULPRIT_LOG_LEVEL',
  doc: 'The least that is logged. Requests are logged at `info`; evidence never is.',
  kind: `one of ${logLevels.join(', ')}`,
  schema: Type.Enum([...logLevels]),
  default: 'info',
};

const databaseUrl: Setting<string | undefined> = {
  env: 'DATABASE_URL',
  doc: 'PostgreSQL database that keeps the cases, in place of the SQLite file.',
  kind: 'an address that begins with postgres:// or postgresql://',
  schema: Type.String({ pattern: '^postgres(ql)?://' }),
  default: undefined,
  secret: true,
};

const apiKey: Setting<string | undefined> = {
  env: 'CULPRIT_API_KEY',
  doc: 'The key or token with which `culprit diagnose --server` asks; the server itself does not read it.',
  kind: 'a key or a token, without spaces',
  schema: Type.String({ pattern: '^[!-~]+$' }),
  default: undefined,
  secret: true,
};

const address = (given: Pick<Setting<undefined>, 'env' | 'doc'>): Setting<string | undefined> => ({
  kind: 'an https:// address, or an http:// one of this machine',
  schema: Type.String({ pattern: secureAddress.source }),
  default: undefined,
  ...given,
});

const oidcAudience: Setting<string | undefined> = {
  env: 'CULPRIT_OIDC_AUDIENCE',
  doc: 'Whom its tokens must be for (`aud`). Needed with an issuer.',
  kind: 'a text that is not empty',
  schema: Type.String({ minLength: 1 }),
  default: undefined,
};

const oidcScopes: Setting<Readonly<Record<string, readonly Scope[]>> | undefined> = {
  env: 'CULPRIT_OIDC_SCOPES',
  doc: 'What each value of the claim allows. Unless set, the values are names of scopes.',
  kind: `a JSON object, such as {"sre": ["rules:read", "rules:write"]}, of the scopes ${scopes.join(', ')}`,
  schema: Type.Record(Type.String(), Type.Array(Type.Enum([...scopes]))),
  default: undefined,
};

/** Every setting. docs/settings.md is generated from here. */
export const settings = {
  host: text({
    env: 'CULPRIT_HOST',
    doc: 'Address to listen on: a loopback address, until there is a key or an OIDC issuer (docs/access.md).',
    default: '127.0.0.1',
  }),
  port: wholeNumber(
    { minimum: 0, maximum: 65_535 },
    { env: 'CULPRIT_PORT', doc: 'Port to listen on; 0 takes a free one.', default: 8321 },
  ),
  database: text({
    env: 'CULPRIT_DATABASE',
    doc: 'SQLite file that keeps the cases, made when it is not there. `:memory:` forgets them at the end.',
    default: 'culprit.db',
  }),
  databaseUrl,
  oidcIssuer: address({
    env: 'CULPRIT_OIDC_ISSUER',
    doc: 'OpenID Connect issuer whose tokens are accepted beside keys, as it writes itself (docs/access.md).',
  }),
  oidcAudience,
  oidcJwksUri: address({
    env: 'CULPRIT_OIDC_JWKS_URI',
    doc: 'Where its keys are. Unless set, its discovery document says so.',
  }),
  oidcClaim: text({
    env: 'CULPRIT_OIDC_CLAIM',
    doc: 'The claim of its tokens that says what they allow: a list, or one text.',
    default: 'scope',
  }),
  oidcScopes,
  apiKey,
  rules: text({
    env: 'CULPRIT_RULES',
    doc: 'Folder of the rulebook, which agrees with its lock (docs/rules.md). Unless set, it is the one that culprit comes with.',
    default: join(packageRoot(), 'rules'),
  }),
  incidents: text({
    env: 'CULPRIT_INCIDENTS',
    doc: 'Folder of solved incidents that backtests take beside the stored cases; nothing is missed when it is not there.',
    default: join(packageRoot(), 'test', 'incidents'),
  }),
  logLevel,
  requestBytes: limit('CULPRIT_MAX_REQUEST_BYTES', 4 * MIB, 'Longest body of a request.'),
  textBytes: limit('CULPRIT_MAX_TEXT_BYTES', MIB, 'Longest text.'),
  lineBytes: limit('CULPRIT_MAX_LINE_BYTES', 64 * KIB, 'Longest line of a text.'),
  facts: limit('CULPRIT_MAX_FACTS', 10_000, 'Most facts that a request or a case may submit.'),
  hosts: limit('CULPRIT_MAX_HOSTS', 500, 'Most machines that a request or a case may name.'),
};

type Settings = typeof settings;

export type Config = {
  readonly [Name in keyof Settings]: Settings[Name] extends Setting<infer T> ? T : never;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings in force. Throws `invalid-setting` with a sentence that names the variable and what it may be. */
export function readConfig(environment: Environment = process.env): Config {
  const values = Object.entries(settings).map(([name, setting]) => [name, readSetting(setting, environment)]);
  // Each value is its setting's default, or has passed its setting's schema.
  const config = Object.fromEntries(values) as Config;
  issuerOf(config);
  return config;
}

/** The issuer of tokens, if there is one. Throws `invalid-setting` when a part is set, but not the others it needs. */
export function issuerOf(config: Config): Issuer | null {
  const { oidcIssuer, oidcAudience: audience, oidcJwksUri: jwksUri, oidcClaim: claim, oidcScopes } = config;
  if (oidcIssuer !== undefined && audience !== undefined)
    return { issuer: oidcIssuer, audience, jwksUri, claim, scopes: oidcScopes };
  const about = [audience, jwksUri, oidcScopes].some((value) => value !== undefined);
  if (oidcIssuer === undefined && !about) return null;
  const lacking = oidcIssuer === undefined ? settings.oidcIssuer : settings.oidcAudience;
  throw new CulpritError('invalid-setting', `${lacking.env} must be set, as other settings of OIDC are.`);
}

/** Throws `invalid-setting` for an address that others reach while nobody needs a key. */
export function requireLoopback({ host }: Pick<Config, 'host'>, { needsKey }: { needsKey: boolean }): void {
  if (needsKey || isLoopback(host)) return;
  throw new CulpritError(
    'invalid-setting',
    `${settings.host.env} is "${host}", but without keys culprit listens on a loopback address only: 127.0.0.1, ::1 or localhost. "culprit keys create" makes a key.`,
  );
}

/** An empty variable is one that is not set. */
function readSetting(setting: Setting<unknown>, environment: Environment): unknown {
  const { env, kind, schema, secret } = setting;
  const given = environment[env];
  if (given === undefined || given === '') return setting.default;
  const value = interpret(schema, given);
  if (Value.Check(schema, value)) return value;
  const said = secret === true ? 'something else' : JSON.stringify(given);
  throw new CulpritError('invalid-setting', `${env} must be ${kind}, but is ${said}.${adviceFor(given)}`);
}

/** What a text stands for where a number or an object is wanted; the text itself when it is neither. */
function interpret(schema: TSchema, given: string): unknown {
  if (Type.IsInteger(schema)) return /^[0-9]{1,10}$/.test(given) ? Number(given) : given;
  if (!Type.IsRecord(schema)) return given;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** Kubernetes sets CULPRIT_PORT in every pod beside a Service called "culprit". */
const adviceFor = (given: string): string =>
  given.startsWith('tcp://')
    ? ' Kubernetes set it for a Service; turn enableServiceLinks off in the pod.'
    : '';
