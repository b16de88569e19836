import type { Schema } from '../contract.ts';
import { type Html, html, inline, nothing } from './html.ts';

const isSchema = (value: unknown): value is Schema =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

const wordsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** A schema as a row: its type, what it means, and its properties or alternatives below it. */
export function renderSchema(schema: Schema): Html {
  const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : [];
  const required = new Set(wordsIn(schema['required']));
  const rows = properties.map(([name, property]) =>
    isSchema(property) ? renderProperty(name, property, required.has(name)) : nothing,
  );
  const alternatives = schemasIn(schema['oneOf']).map(
    (each) => html`<li>${typeOf(each)}${renderBelow(each)}</li>`,
  );
  return html`${describe(schema)}${rows.length > 0 ? html`<dl>${rows}</dl>` : nothing}${
    alternatives.length > 0 ? html`<p>One of</p><ul>${alternatives}</ul>` : nothing
  }`;
}

function renderProperty(name: string, property: Schema, required: boolean): Html {
  const need = required ? nothing : html` <small>optional</small>`;
  return html`<dt><code>${name}</code> ${typeOf(property)}${need}</dt><dd>${renderBelow(property)}</dd>`;
}

/** What is said beneath a type's name; a type with a name of its own is described where it is defined. */
function renderBelow(schema: Schema): Html {
  if ('$ref' in schema) return nothing;
  const items = schema['items'];
  return html`${renderSchema(schema)}${isSchema(items) && !('$ref' in items) ? renderSchema(items) : nothing}`;
}

const describe = ({ description }: Schema): Html =>
  typeof description === 'string' ? html`<p>${inline(description)}</p>` : nothing;

/** A type in a few words, named types as links. */
export function typeOf(schema: Schema): Html {
  const { $ref, type, items } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (Array.isArray(schema['enum'])) return html`<span>${wordsIn(schema['enum']).join(' | ')}</span>`;
  if ('const' in schema) return html`<span>${String(schema['const'])}</span>`;
  if (type === 'array' && isSchema(items)) return html`<span>list of ${typeOf(items)}</span>`;
  if ('prefixItems' in schema) return html`<span>pair</span>`;
  if ('oneOf' in schema) return html`<span>${joined(schemasIn(schema['oneOf']).map(typeOf))}</span>`;
  const words = type === undefined ? 'anything' : wordsIn([type].flat()).join(' | ');
  return html`<span>${words}${limitsOf(schema)}</span>`;
}

const joined = (parts: readonly Html[]): Html[] =>
  parts.flatMap((part, i) => (i === 0 ? [part] : [html` | `, part]));

function limitsOf({ minimum, maximum, maxLength, format, default: standard }: Schema): string {
  const limits = [
    minimum === undefined ? '' : `≥ ${minimum}`,
    maximum === undefined ? '' : `≤ ${maximum}`,
    maxLength === undefined ? '' : `≤ ${maxLength} characters`,
    format === undefined ? '' : String(format),
    standard === undefined ? '' : `default ${standard}`,
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? '' : `, ${limits.join(', ')}`;
}
