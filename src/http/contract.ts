import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../lib/package-root.ts';

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: unknown;
}

export interface Media {
  schema?: Schema;
  examples?: Readonly<Record<string, { summary?: string; value?: unknown; $ref?: string }>>;
}

export interface ContractResponse {
  description: string;
  headers?: Readonly<Record<string, unknown>>;
  content?: Readonly<Record<string, Media>>;
}

type OrRef<T> = T | { $ref: string };

export interface Operation {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description?: string;
  parameters?: readonly OrRef<Parameter>[];
  requestBody?: OrRef<{ required?: boolean; description?: string; content: Readonly<Record<string, Media>> }>;
  responses: Readonly<Record<string, OrRef<ContractResponse>>>;
  /** The scopes that a key or token needs; no scope: any will do; an empty list: none is needed. test/access.test.ts: it is there. */
  security?: readonly { bearer: readonly string[] }[];
}

/** As much of an OpenAPI document as is used here. */
export interface ContractDocument {
  info: { title: string; version: string; summary: string; description: string };
  tags: readonly { name: string; description: string }[];
  paths: Readonly<Record<string, PathItem>>;
  components: { schemas: Readonly<Record<string, Schema>>; [kind: string]: unknown };
}

export interface PathItem {
  parameters?: readonly OrRef<Parameter>[];
  get?: Operation;
  post?: Operation;
  put?: Operation;
  delete?: Operation;
}

export interface Contract {
  /** openapi.yaml as it stands. */
  text: string;
  document: ContractDocument;
}

/** Reads openapi.yaml, with which requests are validated and which `/openapi.yaml` serves. */
export function readContract(): Contract {
  const text = readFileSync(join(packageRoot(), 'openapi.yaml'), 'utf8');
  // test/openapi.test.ts holds the file to OpenAPI 3.1 in this shape.
  return { text, document: parse(text) as ContractDocument };
}

/** What a `$ref` within the document points at, or the thing itself. */
export function resolve<T extends object>(document: ContractDocument, thing: OrRef<T>): T {
  if (!('$ref' in thing)) return thing;
  const target = thing.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, key) => (at === null || typeof at !== 'object' ? undefined : Reflect.get(at, key)),
      document,
    );
  if (target === undefined) throw new Error(`openapi.yaml has no ${thing.$ref}`);
  // A reference stands where its target's type is expected: the document is valid OpenAPI.
  return target as T;
}
