import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import type { Comparison } from '../../reports/generators/conformance/comparison.ts';
import { comparisonHtml } from '../../reports/generators/conformance/comparison-html.ts';
import { listParts } from '../../reports/generators/html/list.ts';

/** Writes the page and the data of a comparison into a folder, made where it is not there; gives the page's path. */
export function writeComparison(comparison: Comparison, out: string, folder: string): string {
  const to = resolve(folder, out);
  makeFolder(to);
  const page = join(to, 'compare.html');
  writeFileSync(page, comparisonHtml(comparison, listParts()));
  writeFileSync(join(to, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`);
  return page;
}
