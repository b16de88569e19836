import { diagnose, LARGEST_LIMIT } from '../../cases/diagnose.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import { verdictOf } from '../metrics.ts';
import type { components } from '../openapi-types.ts';
import { wholeNumber } from '../read-query.ts';
import { readEvidenceRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

export const diagnosisRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/diagnoses',
    async handle(context, actor) {
      const { body, limit } = await readEvidenceRequest({ ...deps, actor }, context, ['limit']);
      const causes = wholeNumber('limit', limit, LARGEST_LIMIT);
      const diagnosis = await diagnose({ ...deps, actor }, { evidence: body, limit: causes });
      deps.metrics.diagnosed('diagnose', verdictOf(diagnosis));
      return json<components['schemas']['Diagnosis']>(diagnosis);
    },
  },
];
