import { calibrateRules } from '../../cases/calibrate-rules.ts';
import { json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import type { Route } from '../route.ts';

export const calibrationRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'get',
    path: '/v1/rules/calibration',
    async handle(_context, actor) {
      return json<components['schemas']['Calibration']>(await calibrateRules({ ...deps, actor }));
    },
  },
];
