import type { Context } from 'hono';
import { CulpritError } from '../lib/errors.ts';

/**
 * The body's bytes. Rejects with `too-large` over `limit` bytes, before reading where the length is announced,
 * and with `invalid-request` when the connection ends in the middle. Then it is the request's turn to be worked on.
 */
export async function readBody(context: Context, limit: number): Promise<Uint8Array> {
  const body = await readWhole(context, limit);
  await context.var.turn?.();
  return body;
}

async function readWhole({ req }: Context, limit: number): Promise<Uint8Array> {
  const announced = req.header('content-length');
  if (announced !== undefined && Number(announced) > limit) throw tooLarge(limit);
  try {
    // Node's HTTP parser holds a body to its announced length, so that only others have to be counted.
    return announced === undefined
      ? await readCounting(req.raw.body, limit)
      : new Uint8Array(await req.raw.arrayBuffer());
  } catch (cause) {
    if (cause instanceof CulpritError) throw cause;
    throw new CulpritError('invalid-request', 'The body ended before its end.', { cause });
  }
}

async function readCounting(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

const tooLarge = (limit: number): CulpritError =>
  new CulpritError('too-large', `The body is longer than ${limit} bytes.`);
