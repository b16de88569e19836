import { requireScope } from '../../access/require-scope.ts';
import { missing } from '../../cases/missing.ts';
import { schemaFiles } from '../../rulebook/schema-files.ts';
import type { Route } from '../route.ts';

/** JSON Schemas of authors' files, for editors: the same that rules/ holds. They do not change while the process runs. */
export function schemaRoutes(): Route[] {
  const files = new Map(
    Object.entries(schemaFiles()).map(([file, text]) => [file.replace('.schema.json', '.json'), text]),
  );
  return [
    {
      method: 'get',
      path: '/v1/schemas/:name',
      handle({ req }, actor) {
        requireScope(actor, 'rules:read');
        const body = files.get(req.param('name') ?? '');
        if (body === undefined) throw missing('such schema');
        return { status: 200, body, type: 'application/schema+json' };
      },
    },
  ];
}
