import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The text of a file in `reports/assets`. */
export function asset(name: string): string {
  return readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8');
}

/** Texts of style sheets and scripts that a page holds, in their order. */
export interface PageParts {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** What every page has. */
export function pageParts(): PageParts {
  return { styles: [asset('page.css')], scripts: [asset('page.js')] };
}

/** The chart library as text: uPlot's browser build and its style sheet, as its package ships them. */
export interface ChartLibrary {
  readonly script: string;
  readonly style: string;
}

export function chartLibrary(): ChartLibrary {
  const { resolve } = createRequire(import.meta.url);
  return {
    script: readFileSync(resolve('uplot/dist/uPlot.iife.min.js'), 'utf8'),
    style: readFileSync(resolve('uplot/dist/uPlot.min.css'), 'utf8'),
  };
}
