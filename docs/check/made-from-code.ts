import { type MarkdownTable, markdown } from './tables/markdown.ts';

/** A comment that names a table, and the table below it if there is one yet. */
const MADE = /^<!-- made from the code: (.+) -->(?:\n\n\|.*(?:\n\|.*)*)?/gm;

/** What is wrong with the tables of a page, and the page with all of them as the code has them. */
export interface Remade {
  readonly page: string;
  /** Names of tables that are not as the code has them. */
  readonly stale: readonly string[];
  /** Names that the page has and the code does not. */
  readonly unknown: readonly string[];
  /** Names that the code has and the page does not, or has twice. */
  readonly notOnce: readonly string[];
}

/** Puts the tables of the code into a page, each below the comment that names it. */
export function remake(page: string, tables: Readonly<Record<string, MarkdownTable>>): Remade {
  const named = Array.from(page.matchAll(MADE), ([, name = '']) => name);
  const stale: string[] = [];
  const remade = page.replace(MADE, (text, name: string) => {
    const table = tables[name];
    if (table === undefined) return text;
    const wanted = `<!-- made from the code: ${name} -->\n\n${markdown(table)}`;
    if (wanted !== text) stale.push(name);
    return wanted;
  });
  return {
    page: remade,
    stale,
    unknown: named.filter((name) => tables[name] === undefined),
    notOnce: Object.keys(tables).filter((name) => named.filter((one) => one === name).length !== 1),
  };
}
