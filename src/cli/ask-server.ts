import type { Evidence } from '../evidence/evidence.ts';
import type { Diagnosis } from '../inference/diagnosis.ts';
import { CulpritError } from '../lib/errors.ts';

/** Sends the evidence to a culprit server, with the key if there is one. Rejects with a sentence when it does not answer, or refuses. */
export async function askServer(
  server: string,
  { evidence, limit, key }: { evidence: Evidence; limit?: number | undefined; key?: string | undefined },
): Promise<Diagnosis> {
  const { facts, texts, ...rest } = evidence;
  const body = { ...rest, ...(facts.length > 0 && { facts }), ...(texts.length > 0 && { texts }) };
  const url = new URL('/v1/diagnoses', server);
  if (limit !== undefined) url.searchParams.set('limit', String(limit));
  const response = await post(server, url, { body: JSON.stringify(body), key });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && isDiagnosis(answer)) return answer;
  const advice = response.status === 401 && key === undefined ? ' Put the key into CULPRIT_API_KEY.' : '';
  throw new CulpritError(
    'invalid-request',
    `${server} answered ${response.status}: ${detailOf(answer)}${advice}`,
  );
}

async function post(
  server: string,
  url: URL,
  { body, key }: { body: string; key: string | undefined },
): Promise<Response> {
  const bearer = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const headers = { 'content-type': 'application/json', ...bearer };
  try {
    return await fetch(url, { method: 'POST', headers, body });
  } catch (cause) {
    throw new CulpritError('unavailable', `${server} does not answer: ${reasonOf(cause)}`, { cause });
  }
}

/** fetch says "fetch failed" and keeps the reason as the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

/** Enough to tell culprit from another server: test/openapi.test.ts holds culprit's answers to all the rest. */
const isDiagnosis = (answer: unknown): answer is Diagnosis =>
  answer !== null && typeof answer === 'object' && 'causes' in answer && 'noneOfThese' in answer;

const detailOf = (problem: unknown): string =>
  problem !== null && typeof problem === 'object' && 'detail' in problem
    ? String(problem.detail)
    : 'no answer of culprit';
