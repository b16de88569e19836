import { type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Issuer } from './access/issuer.ts';
import { CulpritError } from './lib/errors.ts';
import { isLoopback } from './lib/loopback.ts';
import type { Setting } from './settings/setting.ts';
import { settings } from './settings/settings.ts';

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

/** What the environment says, right or wrong. */
export interface InspectedSettings {
  /** The settings, with the default in place of what is wrong. */
  config: Config;
  hasIssuer: boolean;
  /** Names of all settings, and of those that are set. */
  known: readonly string[];
  set: readonly string[];
  /** A sentence for each that is wrong. */
  problems: readonly string[];
  /** Variables that look like settings, and are none. */
  unknown: readonly string[];
}

/** Looks at the settings without an end at the first that is wrong. */
export function inspectSettings(environment: Environment = process.env): InspectedSettings {
  const problems: string[] = [];
  const tried = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };
  const values = Object.entries<Setting<unknown>>(settings).map(([name, setting]) => [
    name,
    tried(() => readSetting(setting, environment), setting.default),
  ]);
  // As in `readConfig`.
  const config = Object.fromEntries(values) as Config;
  const hasIssuer = tried(() => issuerOf(config) !== null, true);
  const known = Object.values(settings).map(({ env }) => env);
  const set = known.filter((name) => (environment[name] ?? '') !== '');
  const unknown = Object.keys(environment)
    .filter((name) => name.startsWith('CULPRIT_') && !known.includes(name) && !ofService.test(name))
    .sort();
  return { config, hasIssuer, known, set, problems, unknown };
}

/** What Kubernetes sets in every pod beside a Service called "culprit". */
const ofService = /^CULPRIT_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_)/;

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

/** What a text stands for where a number, a list or an object is wanted; the text itself when it is neither. */
function interpret(schema: TSchema, given: string): unknown {
  if (Type.IsInteger(schema)) return /^[0-9]{1,10}$/.test(given) ? Number(given) : given;
  if (Type.IsArray(schema)) return given.split(',').map((item) => item.trim());
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
