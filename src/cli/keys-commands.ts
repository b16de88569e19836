import { type Command, InvalidArgumentError } from 'commander';
import { localActor } from '../access/actor.ts';
import { createKey } from '../access/create-key.ts';
import { type ListedKey, listKeys } from '../access/list-keys.ts';
import { revokeKey } from '../access/revoke-key.ts';
import { isScope, type Scope, scopes } from '../access/scopes.ts';
import { redactionKeyOf } from '../cases/redaction-key.ts';
import { issuerOf, readConfig } from '../config.ts';
import { systemClock } from '../lib/clock.ts';
import { CulpritError } from '../lib/errors.ts';
import { visible, visibleIn } from '../lib/visible.ts';
import { createRedaction } from '../redact/redaction.ts';
import { exitCodes } from './exit-codes.ts';
import { asJson, table } from './text-layout.ts';
import { waitForKey } from './wait-for-key.ts';
import { withStore } from './with-store.ts';

const examples = `
Examples:
  culprit keys create --name "on call" --scope evidence:write --scope cases:read --expires 90d
  culprit keys list
  culprit keys revoke 01976e2f-5c1b-7cc3-98c4-dc0c0c07398f
  culprit keys wait && culprit serve

They work on the database of the settings (CULPRIT_DATABASE, DATABASE_URL), where a server that runs finds the change with
its next request. Scopes: docs/access.md`;

/** `culprit keys create|list|revoke`. */
export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('make, list, revoke and wait for the keys with which requests are allowed')
    .addHelpText('after', examples);
  keys
    .command('create')
    .description('make a key and print it, this once, on standard output')
    .requiredOption('--name <name>', 'whose it is, or what for: the audit repeats it')
    .requiredOption('--scope <scope>', `what it allows, may be repeated: ${scopes.join(', ')}`, collectScope)
    .option('--expires <time>', 'when it ends: 12h, 30d, 52w from now; never, unless given', lifetime)
    .addHelpText('after', examples)
    .action(create);
  keys
    .command('list', { isDefault: true })
    .description('list the keys, those that are expired or revoked too')
    .option('--json', 'print them as JSON')
    .addHelpText('after', examples)
    .action(list);
  keys
    .command('revoke')
    .description('end a key for good')
    .argument('<id>', 'its id, which "culprit keys list" shows: the part between culprit_ and the next _')
    .addHelpText('after', examples)
    .action(revoke);
  keys
    .command('wait')
    .description('wait until there is a key, or end at once when there is one or an OIDC issuer')
    .addHelpText('after', examples)
    .action(wait);
}

interface CreateOptions {
  name: string;
  scope: Scope[];
  /** Milliseconds. */
  expires?: number;
}

async function create({ name, scope, expires }: CreateOptions): Promise<void> {
  const expiresAt =
    expires === undefined ? null : new Date(systemClock.now().getTime() + expires).toISOString();
  await withStore(async (store, database) => {
    if (database === ':memory:')
      throw new CulpritError(
        'invalid-setting',
        'CULPRIT_DATABASE is ":memory:", which would forget the key at once.',
      );
    const redaction = createRedaction(await redactionKeyOf(store, readConfig()));
    const { key, record } = await createKey(
      { actor: localActor, store, clock: systemClock, redaction },
      { name, scopes: scope, expiresAt },
    );
    process.stdout.write(`${key}\n`);
    const until = expiresAt === null ? 'until it is revoked' : `until ${expiresAt}`;
    say(`Key ${record.id} (${record.name}) is valid ${until}; its hash is kept in ${database}.
It is shown this once. Send it as "Authorization: Bearer …", or put it into CULPRIT_API_KEY for culprit diagnose --server.`);
  });
}

async function list({ json }: { json?: true }): Promise<void> {
  const keys = await withStore((store) => listKeys({ actor: localActor, store, clock: systemClock }));
  process.stdout.write(json ? asJson(keys) : render(visibleIn(keys)));
}

async function revoke(id: string): Promise<void> {
  await withStore((store) => revokeKey({ actor: localActor, store, clock: systemClock }, { id }));
  say(`Key ${id} is revoked.`);
}

/** For where a server is started before anybody can make a key for it: an init container, a unit file. */
async function wait(): Promise<void> {
  if (issuerOf(readConfig()) !== null) return say('There is an OIDC issuer.');
  await withStore(async (store, database) => {
    const sayThatItWaits = (): void =>
      say(
        `There is no key in ${database} yet. "culprit keys create" makes one, here or wherever that database is reached.`,
      );
    if (await waitForKey(store, sayThatItWaits)) say('There is a key.');
    else process.exitCode = exitCodes.badUse;
  });
}

const say = (text: string): void => void process.stderr.write(visible(`${text}\n`));

function render(keys: readonly ListedKey[]): string {
  if (keys.length === 0)
    return 'There is no key. Without an OIDC issuer, too, the server listens on loopback only and allows everything.\n';
  const rows = keys.map(({ id, state, expiresAt, name, scopes: allowed }) => [
    id,
    state,
    expiresAt ?? 'never expires',
    name,
    allowed.join(' '),
  ]);
  return `${table([['ID', 'STATE', 'EXPIRES', 'NAME', 'SCOPES'], ...rows]).join('\n')}\n`;
}

function collectScope(given: string, earlier: Scope[] = []): Scope[] {
  const words = given.split(/[\s,]+/).filter((word) => word !== '');
  const wrong = words.find((word) => !isScope(word));
  if (wrong !== undefined || words.length === 0)
    throw new InvalidArgumentError(`There is no scope "${wrong ?? given}"; there are ${scopes.join(', ')}.`);
  return [...earlier, ...words.filter(isScope)];
}

const HOUR = 3_600_000;
const units: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

function lifetime(given: string): number {
  const [, count = '', unit = ''] = /^([1-9]\d{0,4})([hdw])$/.exec(given) ?? [];
  const milliseconds = Number(count) * (units[unit] ?? 0);
  if (milliseconds === 0)
    throw new InvalidArgumentError('It takes hours, days or weeks, such as 12h, 30d or 52w.');
  return milliseconds;
}
