import type { ContractDocument } from '../contract.ts';
import { problems } from '../problem.ts';
import { type Html, html, inline, prose } from './html.ts';
import { operationsOf, renderOperation } from './operation.ts';
import { renderSchema, typeOf } from './schema.ts';
import { style } from './style.ts';

/** openapi.yaml as one page: plain HTML with its style in it, so that it needs no script and no other file. */
export function referencePage(document: ContractDocument): string {
  const { info } = document;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API ${info.version}</title>
<style>${{ html: style }}</style>
</head>
<body>
<nav>${renderContents(document)}</nav>
<main>
<h1>${info.title} <small>${info.version}</small></h1>
<p><strong>${info.summary}</strong></p>
${prose(info.description)}
<p>The same, for tools: <a href="/openapi.yaml">openapi.yaml</a></p>
${document.tags.map(({ name, description }) => renderTag(document, name, description))}
<h2 id="errors">Errors</h2>
<dl>${Object.entries(problems).map(
    ([code, { status, title }]) =>
      html`<dt id="${code}"><code>${code}</code> ${status}</dt><dd>${title}</dd>`,
  )}</dl>
<h2 id="schemas">Shapes</h2>
${Object.entries(document.components.schemas).map(
  ([name, schema]) => html`<section class="schema" id="schema-${name}">
<h3>${name}</h3>${typeOf(schema)}${renderSchema(schema)}</section>`,
)}
</main>
</body>
</html>
`;
  return page.html;
}

function renderTag(document: ContractDocument, tag: string, description: string): Html {
  const operations = operationsOf(document).filter(({ operation }) => operation.tags.includes(tag));
  return html`<h2 id="tag-${tag}">${tag}</h2><p>${inline(description)}</p>
${operations.map((placed) => renderOperation(document, placed))}`;
}

function renderContents(document: ContractDocument): Html {
  const sections = document.tags.map(({ name }) => {
    const entries = operationsOf(document)
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`);
    return html`<a href="#tag-${name}"><strong>${name}</strong></a><ul>${entries}</ul>`;
  });
  return html`${sections}<a href="#errors"><strong>errors</strong></a><br><a href="#schemas"><strong>shapes</strong></a>`;
}
