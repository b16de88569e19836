import { diagnose } from '../../cases/diagnose.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import { verdictOf } from '../metrics.ts';
import type { components } from '../openapi-types.ts';
import { wholeNumber } from '../read-query.ts';
import { readEvidenceRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

const MOST_CAUSES = 1000;

export const diagnosisRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/diagnoses',
    async handle(context) {
      const { body, limit } = await readEvidenceRequest(deps, context, ['limit']);
      const most = wholeNumber('limit', limit, MOST_CAUSES);
      const diagnosis = diagnose(deps, { evidence: body });
      deps.metrics.diagnosed('diagnose', verdictOf(diagnosis));
      return json<components['schemas']['Diagnosis']>(
        most === undefined ? diagnosis : { ...diagnosis, causes: diagnosis.causes.slice(0, most) },
      );
    },
  },
];
