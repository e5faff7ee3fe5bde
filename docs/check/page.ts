import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const PROJECT_ROOT = resolve(fileURLToPath(import.meta.url), '../../..');

/** A fenced block: its language, the name behind it, and its text without the last line break. */
export interface Block {
  readonly language: string;
  /** Empty for a block that has none. */
  readonly name: string;
  readonly text: string;
}

/** A table: its cells as they stand in the page, trimmed. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A heading, and all that stands below it up to the next heading of its rank or a higher one. */
export interface PageSection {
  readonly title: string;
  readonly text: string;
}

/** The text of a page. @param path from the project's root */
export function readPage(path: string): string {
  return readFileSync(resolve(PROJECT_ROOT, path), 'utf8');
}

/** Every heading of a page with its section, in order; headings inside fenced blocks are none. */
export function sectionsOf(page: string): readonly PageSection[] {
  const lines = page.split('\n');
  const isCode = insideFences(lines);
  const headings = lines.flatMap((line, index) => {
    const [, marks = '', title = ''] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    return marks === '' || isCode[index] ? [] : [{ index, rank: marks.length, title }];
  });
  return headings.map(({ index, rank, title }) => {
    const next = headings.find((other) => other.index > index && other.rank <= rank);
    return { title, text: lines.slice(index + 1, next?.index).join('\n') };
  });
}

/** The section whose title begins like this. @throws where there is none, or more than one */
export function sectionOf(page: string, beginning: string): string {
  const found = sectionsOf(page).filter(({ title }) => `${title} `.startsWith(`${beginning} `));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} sections begin with "${beginning}": one should`);
  return only.text;
}

/** Every fenced block, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks = page.matchAll(/^```(\S*)(?: (\S+))?\n([\s\S]*?)\n?^```$/gm);
  return Array.from(blocks, ([, language = '', name = '', text = '']) => ({ language, name, text }));
}

/** The text of the block of this name. @throws where there is none, or more than one */
export function blockOf(page: string, name: string): string {
  const found = blocksOf(page).filter((block) => block.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} blocks are named "${name}": one should be`);
  return only.text;
}

/** Every table whose header has exactly these cells. @throws where there is none */
export function tablesWithHeader(page: string, header: readonly string[]): readonly Table[] {
  const found = allTables(page).filter((table) => table.header.join('|') === header.join('|'));
  if (found.length === 0) throw new Error(`no table has the header | ${header.join(' | ')} |`);
  return found;
}

/** The rows of the one table with this header. @throws where there is none, or more than one */
export function rowsOf(page: string, header: readonly string[]): readonly (readonly string[])[] {
  const [table, another] = tablesWithHeader(page, header);
  if (table === undefined || another !== undefined)
    throw new Error(`more than one table has the header | ${header.join(' | ')} |`);
  return table.rows;
}

function allTables(page: string): readonly Table[] {
  const tables = page.matchAll(/^\|.*\|\n\| ?-[-| ]*\|\n((?:\|.*\|(?:\n|$))*)/gm);
  return Array.from(tables, ([text, rows = '']) => ({
    header: cellsOf(text.slice(0, text.indexOf('\n'))),
    rows: rows.trimEnd().split('\n').map(cellsOf),
  }));
}

/** A cell that holds a bar has it written as `\|`. */
function cellsOf(line: string): readonly string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function insideFences(lines: readonly string[]): readonly boolean[] {
  let inside = false;
  return lines.map((line) => {
    if (!line.startsWith('```')) return inside;
    inside = !inside;
    return true;
  });
}
