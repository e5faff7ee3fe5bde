import { type Content, type Html, html } from './html.ts';

/** A figure that says most of a run at a glance. */
export interface Tile {
  readonly title: string;
  readonly value: Content;
  /** What it is of, or beside what: a few words in small. */
  readonly beside?: Content;
  readonly tone?: 'good' | 'bad' | 'warn';
}

export function tilesHtml(tiles: readonly Tile[]): Html {
  return html`<dl class="tiles">
${tiles.map(
  ({ title, value, beside, tone }) =>
    html`<div><dt>${title}</dt><dd${tone !== undefined && html` class="${tone}"`}>${value}${beside !== undefined && html` <small>${beside}</small>`}</dd></div>\n`,
)}</dl>`;
}
