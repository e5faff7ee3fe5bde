import { LEVELS } from '../../reports/generators/conformance/verdict.ts';
import { choice, filePath, flag, text, whole } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

/** Which scenarios run, and how often; the same for a server that is judged and for a client. */
export const SELECTION_OPTIONS = {
  level: {
    kind: choice(LEVELS),
    value: 'level',
    about: `scenarios of this level and all stricter levels: ${LEVELS.join(', ')}`,
    default: 'extension',
  },
  tags: {
    kind: text,
    value: 'expression',
    about: "only scenarios with these tags, such as '@doc:job-feed and not @needs:restart'",
  },
  shard: { kind: text, value: 'i/n', about: 'the i-th of n parts of the scenarios' },
  rerun: {
    kind: filePath,
    value: 'file',
    about: 'only the ids in this file, such as the rerun.txt of a report',
  },
  retry: {
    kind: whole(0, 10),
    value: 'n',
    about: 'number of times that a failed scenario is tried again',
    default: 0,
  },
  failFast: {
    kind: flag,
    about: 'start no scenario after the first failure that is not a known failure',
    default: false,
  },
  dryRun: { kind: flag, about: 'list what would run, and why the rest would not', default: false },
} satisfies OptionTable;
