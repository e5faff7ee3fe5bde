import { EXCEPTIONS, MAY_IMPORT } from '../../../cli/testing/layers.ts';
import { code, EMPTY_CELL, type MarkdownTable } from './markdown.ts';

/** Which folder may import from which others; below them the folders in it that may import from others. */
export function layers(): MarkdownTable {
  const rows = Object.entries({ ...MAY_IMPORT, ...EXCEPTIONS }).map(([folder, others]) => [
    code(folder),
    others.length === 0 ? EMPTY_CELL : others.map(code).join(', '),
  ]);
  return [['folder', 'may import from'], ...rows];
}
