import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The least that a server can do with the body: parse it and send it back. */
const app = new Hono().post('/', async (context) => context.json(await context.req.json()));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['CULPRIT_PORT']) });
