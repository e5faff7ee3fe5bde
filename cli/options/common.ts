import { flag } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

/** What every command takes. */
export const COMMON_OPTIONS = {
  json: {
    kind: flag,
    about: 'print NDJSON on stdout; text for people goes to stderr',
    default: false,
  },
} satisfies OptionTable;
