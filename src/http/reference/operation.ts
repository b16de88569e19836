import {
  type ContractDocument,
  type ContractResponse,
  type Media,
  type Operation,
  type PathItem,
  resolve,
} from '../contract.ts';
import { code, type Html, html, inline, jsonBlock, nothing, prose } from './html.ts';
import { typeOf } from './schema.ts';

export interface Placed {
  method: string;
  path: string;
  item: PathItem;
  operation: Operation;
}

const methods = ['get', 'post', 'put', 'delete'] as const;

/** The operations of a document in its order. */
export const operationsOf = ({ paths }: ContractDocument): Placed[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, item, operation }];
    }),
  );

/** One operation: what it is for, what goes in, what comes out. */
export function renderOperation(document: ContractDocument, { method, path, item, operation }: Placed): Html {
  const { operationId, summary, description, responses } = operation;
  return html`<article id="${operationId}">
<h3>${summary}</h3>
<p class="path"><b class="${method}">${method}</b> <code>${path}</code></p>
${description === undefined ? nothing : prose(description)}
${renderSecurity(operation)}
${renderParameters(document, [...(item.parameters ?? []), ...(operation.parameters ?? [])])}
${renderBody(document, operation)}
<h4>Answers</h4>
<dl>${Object.entries(responses).map(([status, response]) => renderResponse(document, status, resolve(document, response)))}</dl>
</article>`;
}

function renderSecurity({ security = [] }: Operation): Html {
  const [need] = security;
  if (need === undefined) return html`<p>Needs no key.</p>`;
  return need.bearer.length === 0
    ? html`<p>Needs a key, of any scope.</p>`
    : html`<p>Needs the scope <code>${need.bearer.join(' ')}</code>.</p>`;
}

function renderParameters(
  document: ContractDocument,
  parameters: NonNullable<Operation['parameters']>,
): Html {
  if (parameters.length === 0) return nothing;
  const rows = parameters.map((parameter) => {
    const { name, in: place, required, description, schema } = resolve(document, parameter);
    const need = required === true ? place : `${place}, optional`;
    return html`<dt><code>${name}</code> ${typeOf(schema)} <small>${need}</small></dt><dd>${prose(description ?? '')}</dd>`;
  });
  return html`<h4>Parameters</h4><dl>${rows}</dl>`;
}

function renderBody(document: ContractDocument, { requestBody }: Operation): Html {
  if (requestBody === undefined) return nothing;
  const { content, description, required } = resolve(document, requestBody);
  const need = required === true ? nothing : html` <small>optional</small>`;
  const about = description === undefined ? nothing : prose(description);
  return html`<h4>Body${need}</h4>${about}${Object.entries(content).map(([type, media]) => renderMedia(document, type, media))}`;
}

function renderResponse(
  document: ContractDocument,
  status: string,
  { description, content }: ContractResponse,
): Html {
  const media = Object.entries(content ?? {}).map(([type, each]) => renderMedia(document, type, each));
  return html`<dt><b>${status === 'default' ? 'other' : status}</b> ${inline(description.trim())}</dt><dd>${media}</dd>`;
}

function renderMedia(document: ContractDocument, type: string, { schema, examples = {} }: Media): Html {
  const shown = Object.values(examples).map((example) => {
    const { summary, value } = typeof example.$ref === 'string' ? referred(document, example.$ref) : example;
    const body = typeof value === 'string' ? code(value) : jsonBlock(value);
    return html`<details><summary>${summary ?? 'Example'}</summary>${body}</details>`;
  });
  return html`<p><code>${type}</code> ${schema === undefined ? nothing : typeOf(schema)}</p>${shown}`;
}

const referred = (document: ContractDocument, $ref: string): { summary?: string; value?: unknown } =>
  resolve<{ summary?: string; value?: unknown }>(document, { $ref });
