import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const MAKES_A_PAGE = /^ *return pageHtml\(\{$/m;

/** The sources in a top folder that make a page, so that a new page is not forgotten: `reports/generators/…`. */
export function generatorsOfPages(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => MAKES_A_PAGE.test(readFileSync(join(ROOT, name), 'utf8')))
    .toSorted();
}
