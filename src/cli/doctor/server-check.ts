import { monotonicMilliseconds, systemClock } from '../../lib/clock.ts';
import { packageVersion } from '../../lib/package-root.ts';
import { type Finding, linesOf, wordsOf } from './finding.ts';

const { ok, warn, fail } = linesOf('server');
const clock = linesOf('clock');

const MILLISECONDS = 5000;
/** The Date header has whole seconds. */
const TOLERATED_MILLISECONDS = 3000;

/** A server that runs: alive, ready, of this version, and on time. */
export async function checkServer(server: string, key: string | undefined): Promise<Finding[]> {
  const started = monotonicMilliseconds();
  const health = await ask(server, '/healthz', key);
  if (health instanceof Error)
    return [
      fail(
        `${server} does not answer: ${wordsOf(health)}.`,
        'Look at its log, and whether it listens there: CULPRIT_HOST, CULPRIT_PORT.',
      ),
    ];
  const took = monotonicMilliseconds() - started;
  if (health.status !== 200)
    return [
      fail(
        `${server} answers ${health.status} to /healthz: it is no server of culprit, or not well.`,
        'Look at the address and at its log.',
      ),
    ];
  const findings = [ok(`${server} answers, in ${Math.round(took)} ms.`), ...checkDate(health)];
  return [...findings, await checkReady(server, key), await checkVersion(server, key)];
}

async function checkReady(server: string, key: string | undefined): Promise<Finding> {
  const ready = await ask(server, '/readyz', key);
  if (!(ready instanceof Error) && ready.status === 200) return ok('It is ready.');
  const why = ready instanceof Error ? wordsOf(ready) : detailOf(await ready.json().catch(() => null));
  return fail(
    `It is not ready: ${why}`,
    'Its log says more; docs/operations.md says what to do in each fault.',
  );
}

async function checkVersion(server: string, key: string | undefined): Promise<Finding> {
  const contract = await ask(server, '/openapi.yaml', key);
  const text =
    contract instanceof Error || contract.status !== 200 ? '' : await contract.text().catch(() => '');
  const version = /^ {2}version: ['"]?([^'"\s]+)/m.exec(text)?.[1];
  if (version === undefined) return ok('Its version is not shown without a key (CULPRIT_API_KEY).');
  return version === packageVersion()
    ? ok(`Its version is this one, ${version}.`)
    : warn(
        `Its version is ${version}, this is ${packageVersion()}.`,
        'Ask it with the version that it runs, or bring it up to date.',
      );
}

function checkDate(answer: Response): Finding[] {
  const date = Date.parse(answer.headers.get('date') ?? '');
  const away = Math.abs(date - systemClock.now().getTime());
  if (Number.isNaN(away)) return [];
  return [
    away > TOLERATED_MILLISECONDS
      ? clock.warn(
          `The server's clock is ${Math.round(away / 1000)} s away from this machine's.`,
          'Let both follow a time server (NTP).',
        )
      : clock.ok('The server’s clock agrees with this machine’s.'),
  ];
}

async function ask(server: string, path: string, key: string | undefined): Promise<Response | Error> {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  try {
    return await fetch(new URL(path, server), {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(MILLISECONDS),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

const detailOf = (problem: unknown): string =>
  problem !== null && typeof problem === 'object' && 'detail' in problem
    ? String(problem.detail)
    : 'it does not say why.';
