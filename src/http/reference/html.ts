/** HTML that is safe to put into a page as it stands. */
export type Html = { readonly html: string };

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for a page: characters with a meaning of their own are escaped. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** A template whose inserted strings are escaped; `Html` and lists of it go in as they are. */
export function html(
  parts: TemplateStringsArray,
  ...values: (string | number | Html | readonly Html[])[]
): Html {
  const inserted = values.map((value) => {
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'html' in value ? value.html : value.map((item) => item.html).join('');
  });
  return { html: parts.map((part, i) => part + (inserted[i] ?? '')).join('') };
}

export const nothing: Html = { html: '' };

/** As much of Markdown as openapi.yaml uses: paragraphs, `code` and **strong**. */
export const prose = (text: string): Html => ({
  html: text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${inline(paragraph).html}</p>`)
    .join(''),
});

/** One paragraph's `code` and **strong**. */
export const inline = (text: string): Html => ({
  html: escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>'),
});

export const code = (text: string): Html => html`<pre><code>${text.trimEnd()}</code></pre>`;

export const jsonBlock = (value: unknown): Html => code(JSON.stringify(value, null, 2));
