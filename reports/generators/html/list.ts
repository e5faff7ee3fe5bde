import { asset, type PageParts, pageParts } from './assets.ts';
import { type Content, type Html, html } from './html.ts';

/** Styles and scripts of a page with a list of scenarios. */
export function listParts(): PageParts {
  const { styles, scripts } = pageParts();
  return {
    styles: [...styles, asset('list.css')],
    scripts: [...scripts, asset('list-address.js'), asset('list.js')],
  };
}

/** A number that filters by its verdict when it is pressed. */
export function countsHtml(counts: readonly (readonly [verdict: string, count: number])[]): Html {
  return html`<div class="counts" role="group" aria-label="filter by verdict">
${counts.map(
  ([verdict, count]) =>
    html`<button type="button" data-verdict="${verdict}" data-count="${count}" aria-pressed="false"><b>${count}</b><span>${verdict}</span></button>\n`,
)}</div>
<div class="share" aria-hidden="true">${counts
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => html`<i data-verdict="${verdict}" style="flex:${count}"></i>`)}</div>`;
}

/** Search and filters over the list below. */
export function toolbarHtml(levels: readonly string[], topics: readonly string[]): Html {
  const options = (values: readonly string[]) =>
    values.map((value) => html`<option value="${value}">${value}</option>`);
  return html`<div class="toolbar" role="search">
<input type="search" id="search" autocomplete="off" placeholder="Search names, ids, requirements, failures" aria-label="search">
<select id="level" autocomplete="off" aria-label="level"><option value="">every level</option>${options(levels)}</select>
<select id="topic" autocomplete="off" aria-label="topic"><option value="">every topic</option>${options(topics)}</select>
<output id="shown"></output>
<button type="button" id="clear">Clear</button>
<button type="button" id="keys" title="keys (?)">?</button>
</div>
<p class="on-paper" id="selection" hidden></p>`;
}

/** A line on paper alone: that it is a summary, and where the rest is. */
export function paperNoteHtml(where: string): Html {
  return html`<p class="on-paper note">Printed in short: a scenario in a line, unless it was open on the screen; what was folded is left out. ${where}</p>`;
}

export interface ListGroup {
  readonly verdict: string;
  readonly title: string;
  readonly isOpen: boolean;
  /** Rows, and headings of topics between them. */
  readonly rows: readonly Content[];
  readonly count: number;
}

/** A part of the list under its heading. */
export function groupHtml({ verdict, title, isOpen, rows, count }: ListGroup): Html {
  return html`<details class="group" data-verdict="${verdict}"${isOpen && html` open`}>
<summary><b class="title">${title}</b> <small class="fitting">${count}</small></summary>
<div class="rows">
${rows}</div>
</details>
`;
}

/** What the keys do; shown by `?`. */
export function keysHtml(): Html {
  return html`<dialog id="help">
<h2>Keys</h2>
<dl>
<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next and previous scenario</dd>
<dt><kbd>Enter</kbd></dt><dd>open or close it</dd>
<dt><kbd>/</kbd></dt><dd>search</dd>
<dt><kbd>Esc</kbd></dt><dd>clear search and filters</dd>
<dt><kbd>t</kbd></dt><dd>light or dark</dd>
<dt><kbd>?</kbd></dt><dd>this</dd>
</dl>
<p>The address of the page holds the filters, or the scenario that a link names: whoever gets it sees the same.</p>
<form method="dialog"><button>Close</button></form>
</dialog>`;
}
