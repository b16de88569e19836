import { diagnose, LARGEST_LIMIT } from '../../cases/diagnose.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { wholeNumber } from '../read-query.ts';
import { readEvidenceRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

export const diagnosisRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/diagnoses',
    async handle(context, actor, trace) {
      const { body, limit } = await readEvidenceRequest({ ...deps, actor, trace }, context, ['limit']);
      const causes = wholeNumber('limit', limit, LARGEST_LIMIT);
      const diagnosis = await diagnose({ ...deps, actor, trace }, { evidence: body, limit: causes });
      return json<components['schemas']['Diagnosis']>(diagnosis);
    },
  },
];
