import { type Agent, request } from 'node:http';

export interface Reply {
  /** 0: there was no answer; the body says why. */
  status: number;
  body: string;
  etag: string | undefined;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

/** Sends JSON, and never rejects. */
export const sender =
  (url: string, agent: Agent): Send =>
  (method, path, body, headers = {}) =>
    new Promise((resolve) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const type =
        text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const failed = (error: Error): void => resolve({ status: 0, body: error.message, etag: undefined });
      const sent = request(`${url}${path}`, { method, agent, headers: { ...type, ...headers } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', failed);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            etag: answer.headers.etag,
          }),
        );
      });
      sent.on('error', failed).end(text);
    });
