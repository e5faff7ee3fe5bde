import { visible } from '../visible.ts';

/** Markup that is safe to stand in a page as it is. Made by `html` and `trusted` alone. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, markup is not, nothing is left out. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * A template in which every value is escaped unless it is markup itself; lists are joined. Values may stand in text and in
 * quoted attributes, nowhere else.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const parts = strings.map((string, index) => {
    const value = index < values.length ? values[index] : undefined;
    return string + markupOf(value);
  });
  return new Html(parts.join(''));
}

/** Markup of our own that no template made, such as the text of a style sheet. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** Data for a script of the page, which finds it by its id. It cannot end the element it stands in. */
export function jsonScript(id: string, value: unknown): Html {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`;
}

function markupOf(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value.map(markupOf).join('');
}

function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
