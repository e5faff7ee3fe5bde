import { CLIENT_QUIRKS, SERVER_QUIRKS } from '../../../protocol/quirks/catalogue.ts';
import type { Quirk } from '../../../protocol/quirks/quirk.ts';
import { code, type MarkdownTable } from './markdown.ts';

/** The quirks of the shipped server. */
export function serverQuirksTable(): MarkdownTable {
  return quirkTable('the shipped server', 'this server', SERVER_QUIRKS);
}

/** The quirks of the shipped client. */
export function clientQuirksTable(): MarkdownTable {
  return quirkTable('the shipped client', 'the virtual node', CLIENT_QUIRKS);
}

function quirkTable(shipped: string, ours: string, quirks: readonly Quirk[]): MarkdownTable {
  const rows = quirks.map((quirk) => [code(quirk.name), quirk.weight, quirk.summary, quirk.ours]);
  return [['quirk', 'weight', shipped, ours], ...rows];
}
