import type { Mutant } from './mutant.ts';

const FILE = 'server/node/availability.ts';
const ABOUT = ['nodes', 'restarts', 'jobs', 'metrics'];

/** Down detection, and when a node may be told to abort. Source: protocol §5; §10, `stuck-in-flight`. */
export const AVAILABILITY_MUTANTS: readonly Mutant[] = [
  {
    name: 'availability.never-down',
    summary: 'never takes a node for down',
    about: ABOUT,
    edits: [{ file: FILE, find: 'return state.share < rules.downThreshold;', replace: 'return false;' }],
  },
  {
    name: 'availability.too-early',
    summary: 'takes a node for down after one missed heartbeat',
    about: ABOUT,
    edits: [
      {
        file: FILE,
        find: 'return 1 - 1 / decayWindow;',
        replace: 'return 0.2 + 0 * decayWindow;',
      },
    ],
  },
  {
    name: 'availability.too-late',
    summary: 'takes a node for down only after very many missed heartbeats',
    about: ABOUT,
    edits: [
      {
        file: FILE,
        find: 'return state.share < rules.downThreshold;',
        replace: 'return state.share < 0.01;',
      },
    ],
  },
  {
    name: 'availability.aborts-at-once',
    summary:
      'tells a node that comes back with a command to abort it before the node has shown that it hears this server',
    about: ['restarts'],
    edits: [
      {
        file: 'server/node/deferral.ts',
        find: 'return offlineThreshold + 3;',
        replace: 'return 0 * offlineThreshold;',
      },
    ],
  },
];
