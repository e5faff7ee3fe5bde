import { flag, type OptionKind, words } from './option-kinds.ts';
import type { OptionTable } from './option-table.ts';

/** Of which nodes a trace is: of all, of some, or there is none. */
export type TraceChoice = 'all' | 'none' | readonly string[];

/** Names of nodes, or nothing at all for every node; may be given more than once. */
export const nodesOrAll: OptionKind<TraceChoice> = {
  expects: 'names of nodes with commas between them, or nothing for all',
  mayStandAlone: true,
  parse: (given) => {
    const on = flag.parse(given);
    if (on !== undefined) return on ? 'all' : 'none';
    return words.parse([given].flat().flatMap((one) => (typeof one === 'string' ? one.split(',') : [one])));
  },
};

/** What is shown of what passes the doors of a server. */
export const TRACE_OPTIONS = {
  trace: {
    kind: nodesOrAll,
    value: 'nodes',
    about:
      'show every message and request, decoded, with the verdict on it; of these nodes alone where some are named (repeatable)',
    default: 'none',
    defaultSaid: 'no trace',
  },
  traceSecrets: {
    kind: flag,
    about: 'show secrets in the trace: session keys, signatures, values of env, files',
    default: false,
    onlyAsFlag: true,
  },
} as const satisfies OptionTable;
