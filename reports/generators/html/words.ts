import { type Html, html } from './html.ts';

/** Words of a page with what they mean there. */
export type PageWords = Readonly<Record<string, string>>;

/** What a stranger to the page may ask, folded away; on paper it is left out. */
export function wordsHtml(words: PageWords): Html {
  return html`<details class="words off-paper"><summary>What the words mean</summary>
<dl>
${Object.entries(words).map(([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>\n`)}</dl>
</details>`;
}
