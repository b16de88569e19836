import { addEvidence } from '../../cases/add-evidence.ts';
import { confirmCause } from '../../cases/confirm-cause.ts';
import { listDiagnoses } from '../../cases/list-diagnoses.ts';
import { replayDiagnosis } from '../../cases/replay-diagnosis.ts';
import { json } from '../answer.ts';
import { caseIdOf } from '../case-id.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { presentCase, presentDiagnosis, presentSummary } from '../present-case.ts';
import { readPageQuery } from '../read-query.ts';
import { readEvidenceRequest, readJsonRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

export const caseHistoryRoutes = (deps: HttpDeps): Route[] => [...courseOf(deps), ...outcomeOf(deps)];

const courseOf = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/cases/:id/evidence',
    async handle(context, actor, trace) {
      const caseId = caseIdOf(context);
      const { body, idempotency } = await readEvidenceRequest({ ...deps, actor, trace }, context);
      const added = await addEvidence({ ...deps, actor, trace }, { caseId, evidence: body, idempotency });
      return { status: 201, body: presentCase(added.case, added.diagnosis) };
    },
  },
  {
    method: 'get',
    path: '/v1/cases/:id/diagnoses',
    async handle(context, actor) {
      const page = await listDiagnoses(
        { ...deps, actor },
        { caseId: caseIdOf(context), ...readPageQuery(context) },
      );
      const items = page.items.map(presentDiagnosis).join();
      return { status: 200, body: `{"items":[${items}],"nextCursor":${JSON.stringify(page.nextCursor)}}` };
    },
  },
];

const outcomeOf = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/cases/:id/confirmation',
    async handle(context, actor, trace) {
      const caseId = caseIdOf(context);
      const { body, idempotency } = await readJsonRequest({ ...deps, actor, trace }, context, {
        name: 'ConfirmationRequest',
      });
      const { rule, note = null } = body;
      const confirmed = await confirmCause({ ...deps, actor, trace }, { caseId, rule, note, idempotency });
      return json<Schemas['CaseSummary']>(presentSummary(confirmed));
    },
  },
  {
    method: 'post',
    path: '/v1/cases/:id/replay',
    async handle(context, actor, trace) {
      const caseId = caseIdOf(context);
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, {
        name: 'ReplayRequest',
        absent: {},
      });
      const replay = await replayDiagnosis(
        { ...deps, actor },
        { caseId, sequence: body.sequence ?? 'latest' },
      );
      return json<Schemas['Replay']>({ ...replay, rulebook: { digest: replay.rulebook } });
    },
  },
];
