import { asset, type ChartLibrary, chartLibrary, type PageParts, pageParts } from './assets.ts';
import { type Html, html, jsonScript } from './html.ts';

/** One chart: x first, then a row of numbers for each series; null where nothing was measured. */
export interface Chart {
  readonly title: string;
  /** What the x axis counts; `s` where nothing is said. */
  readonly xUnit?: string;
  /** What the y axis counts. */
  readonly unit: string;
  readonly series: readonly string[];
  readonly data: readonly (readonly (number | null)[])[];
  /** The series that the others are measured against: a thin line in grey. */
  readonly reference?: string;
  /** Stretches of x drawn behind the lines. */
  readonly bands?: readonly Band[];
}

/** A stretch of x with what it means. */
export interface Band {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** A place for charts, and their data; the scripts of `chartPageParts` draw them there. */
export function chartsHtml(charts: readonly Chart[]): Html {
  return html`<div id="charts" class="charts"></div>
${jsonScript('chart-data', charts)}`;
}

/** What a page with charts needs besides the common parts. */
export function chartParts(library: ChartLibrary): PageParts {
  return { styles: [library.style], scripts: [library.script, asset('charts.js')] };
}

/** Styles and scripts of a page with charts; ours come after those of the library, which they adapt. */
export function chartPageParts(): PageParts {
  const [page, charts] = [pageParts(), chartParts(chartLibrary())];
  return { styles: [...charts.styles, ...page.styles], scripts: [...page.scripts, ...charts.scripts] };
}
