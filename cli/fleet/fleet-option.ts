import { text } from '../options/option-kinds.ts';
import type { OptionTable } from '../options/option-table.ts';

/** Which fleet is meant, where several run. */
export const FLEET_OPTION = {
  fleet: {
    kind: text,
    value: 'pid|path',
    about: 'the fleet of this process, or at this socket',
    defaultSaid: 'the one that runs',
    // in a file it would be the fleet that simulate runs
    onlyAsFlag: true,
  },
} satisfies OptionTable;

export const GROUP_OPTION = {
  group: { kind: text, value: 'group', about: 'nodes of this group alone', onlyAsFlag: true },
} satisfies OptionTable;

/** Who can be meant, for help. */
export const WHO_HELP =
  'WHO is all, a group, a node, a pattern such as "web-*", a number of nodes, or a share such as 5%; several with commas between them. Numbers and shares are drawn from the nodes that are there.';
