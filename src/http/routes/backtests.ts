import type { BacktestRecord } from '../../cases/backtest-ports.ts';
import { getBacktest } from '../../cases/get-backtest.ts';
import { startBacktest } from '../../cases/start-backtest.ts';
import { type Answer, json } from '../answer.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { components } from '../openapi-types.ts';
import { readJsonRequest } from '../read-request.ts';
import type { Route } from '../route.ts';

type Schemas = components['schemas'];

export const backtestRoutes = (deps: HttpDeps): Route[] => [
  {
    method: 'post',
    path: '/v1/backtests',
    async handle(context, actor, trace) {
      const { body } = await readJsonRequest({ ...deps, actor, trace }, context, { name: 'BacktestRequest' });
      const started = await startBacktest({ ...deps, actor, trace }, body);
      return { ...present(started, 202), headers: { location: `/v1/backtests/${started.id}` } };
    },
  },
  {
    method: 'get',
    path: '/v1/backtests/:id',
    async handle(context, actor) {
      return present(await getBacktest({ ...deps, actor }, { id: context.req.param('id') ?? '' }), 200);
    },
  },
];

function present({ request, result, ...record }: BacktestRecord, status: number): Answer {
  // `run` of start-backtest writes a report when it is done, and a message when it failed.
  const told = result === null ? null : JSON.parse(result);
  return json<Schemas['Backtest']>(
    {
      ...record,
      ...request,
      report: record.state === 'done' ? told : null,
      message: record.state === 'failed' ? told.message : null,
    },
    status,
  );
}
