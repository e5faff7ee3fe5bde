import { type Content, type Html, html } from './html.ts';

export interface HtmlColumn {
  readonly title: Content;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
}

/** A cell that is more than its content: `tone` is a class of the style sheet. */
export interface HtmlCell {
  readonly content: Content;
  readonly tone: 'good' | 'bad' | 'warn' | 'quiet';
}

/** Rows under their titles, in a box of its own that scrolls sideways where the page is narrow. */
export function tableHtml(
  columns: readonly HtmlColumn[],
  rows: readonly (readonly (Content | HtmlCell)[])[],
): Html {
  const classOf = (index: number) => (columns[index]?.isNumber ? 'n' : '');
  const cell = (value: Content | HtmlCell, index: number): Html => {
    const { content, tone } = isCell(value) ? value : { content: value, tone: '' };
    const classes = [classOf(index), tone].filter((name) => name !== '').join(' ');
    return classes === '' ? html`<td>${content}</td>` : html`<td class="${classes}">${content}</td>`;
  };
  return html`<div class="wide"><table>
<thead><tr>${columns.map(({ title, isNumber }) => html`<th${isNumber && html` class="n"`}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
}

function isCell(value: Content | HtmlCell): value is HtmlCell {
  return typeof value === 'object' && 'tone' in value;
}
