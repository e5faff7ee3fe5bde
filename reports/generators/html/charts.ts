import type { ChartLibrary } from './assets.ts';
import { asset } from './assets.ts';
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
}

/** A place for charts, and their data; the scripts and styles of `chartParts` draw them there. */
export function chartsHtml(charts: readonly Chart[]): Html {
  return html`<div id="charts" class="charts"></div>
${jsonScript('chart-data', charts)}`;
}

/** What a page with charts needs besides the common parts. */
export function chartParts(library: ChartLibrary): {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
} {
  return { styles: [library.style], scripts: [library.script, asset('charts.js')] };
}
