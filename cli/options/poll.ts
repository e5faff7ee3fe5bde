import { number } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

/** For commands that follow a job. */
export const POLL_OPTION = {
  pollInterval: {
    kind: number(0.05, 3_600),
    value: 's',
    about: 'seconds between two requests to a server without feeds',
    default: 1,
  },
} satisfies OptionTable;
