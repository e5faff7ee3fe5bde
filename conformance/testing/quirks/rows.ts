import type { DialectName } from '../../../protocol/dialect-name.ts';
import type { ServerQuirkName } from '../../../protocol/quirks/catalogue.ts';

/** Ids of scenarios that can meet a quirk: the same in both dialects, or in each its own. */
type Scenarios = readonly string[] | Readonly<Partial<Record<DialectName, readonly string[]>>>;

/**
 * The scenarios that meet each quirk. Each of them, on our own server with this quirk and no other, meets it, meets no
 * other, and passes but for it. A quirk that can be met by many is here with one of each kind.
 */
export const SCENARIOS_OF = {
  'unordered-list': ['JOBS-020'],
  'told-before-stored': ['JOBS-001:4', 'QUORUM-001:3'],
  'restart-forgets-votes': { 'pushy-server': ['JOBS-051', 'RESTARTS-004'] },
  'stranger-crashes-job': ['REFUSALS-018'],
  'deaf-after-the-end': ['TIMEOUTS-006:1', 'TIMEOUTS-006:3', 'TIMEOUTS-007', 'REFUSALS-021'],
  'rehab-after-lost': {
    documented: ['NODES-115', 'QUORUM-017'],
    'pushy-server': ['QUORUM-017', 'TIMEOUTS-013'],
  },
  'nul-in-output': ['OUTPUT-011', 'OUTPUT-013:5', 'OUTPUT-013:7'],
  'missed-newest-first': ['FEEDS-027'],
  'unclosed-last-event': ['FEEDS-001', 'FEEDS-002', 'FEEDS-006', 'FEEDS-064:1'],
  'availability-undefined': { 'pushy-server': ['NODES-075'] },
  'vanishing-node-500': { 'pushy-server': ['NODES-072', 'NODES-087'] },
  'late-detection': ['NODES-120'],
  'html-errors': [
    ...[
      'OUTPUT-006',
      'REQUESTS-003',
      'REQUESTS-006:1',
      'REQUESTS-007:9',
      'REQUESTS-009',
      'REQUESTS-026',
      'REQUESTS-070:1',
    ],
    ...['REQUESTS-101:1', 'REQUESTS-102:1', 'REQUESTS-168', 'REQUESTS-169', 'REQUESTS-170', 'REQUESTS-171'],
    ...['REQUESTS-172:1', 'REQUESTS-172:2', 'REQUESTS-172:3'],
  ],
  'bad-json-500': ['REQUESTS-028:1', 'REQUESTS-028:2', 'REQUESTS-028:4', 'REQUESTS-029'],
  'body-first': ['REQUESTS-085', 'REQUESTS-086', 'REQUESTS-174'],
  'content-hash-unchecked': ['REQUESTS-121:3', 'REQUESTS-135', 'REQUESTS-179:1', 'REQUESTS-179:2'],
  'no-head': [
    ...['REQUESTS-010:1', 'REQUESTS-010:5', 'REQUESTS-011', 'REQUESTS-012'],
    ...['REQUESTS-070:1', 'REQUESTS-070:3', 'REQUESTS-070:4', 'REQUESTS-070:5'],
  ],
  'location-of-nothing': ['REQUESTS-026'],
  'slash-401': ['REQUESTS-175'],
  'undecoded-names': {
    documented: ['REQUESTS-106', 'REQUESTS-105:1', 'REQUESTS-107:1', 'REQUESTS-107:3', 'REQUESTS-176'],
    'pushy-server': ['REQUESTS-106', 'REQUESTS-105:2', 'REQUESTS-107:2', 'REQUESTS-176', 'REQUESTS-177:1'],
  },
  'forwarded-proto-verbatim': ['REQUESTS-142:8', 'REQUESTS-142:9', 'REQUESTS-142:10'],
  'accept-strictly': ['REQUESTS-001:5', 'REQUESTS-001:8', 'OUTPUT-002:5'],
  'not-modified': ['REQUESTS-013:1'],
  'headers-before-size': ['REQUESTS-077'],
  'time-without-zone': ['REQUESTS-054:4', 'REQUESTS-173'],
  'twice-named-500': ['JOBS-054:1', 'JOBS-054:2', 'JOBS-054:3'],
  'fraction-500': ['JOBS-052:23', 'JOBS-052:30', 'JOBS-056:3', 'JOBS-056:6'],
  'negative-run-timeout': ['JOBS-052:29'],
  'negative-quorum': ['JOBS-052:22'],
  'long-user-500': [
    ...['JOBS-057:7', 'JOBS-052:49', 'JOBS-052:50', 'JOBS-052:51', 'JOBS-052:52', 'JOBS-052:55'],
  ],
  'nul-in-env': ['JOBS-052:53', 'JOBS-052:54'],
  'file-error-as-codes': ['JOBS-014:1', 'JOBS-014:2', 'JOBS-015'],
  'bad-ccpk-500': ['NODES-027:3', 'NODES-027:4', 'NODES-027:8', 'NODES-027:9'],
  'any-organisation-reads': {
    documented: [
      'JOBS-022:1',
      'JOBS-022:2',
      'JOBS-023:1',
      'JOBS-023:2',
      'JOBS-025',
      'OUTPUT-004',
      'FEEDS-073',
      'FEEDS-074',
    ],
    'pushy-server': [
      'JOBS-022:3',
      'JOBS-022:4',
      'JOBS-023:1',
      'JOBS-023:2',
      'JOBS-070',
      'OUTPUT-033',
      'FEEDS-079',
      'FEEDS-080',
    ],
  },
  'groups-in-a-circle': ['ACCESS-008'],
  'two-kinds-one-name': ['ACCESS-043:2'],
  'reader-becomes-node': ['NODES-082', 'ENCRYPTION-010', 'ENCRYPTION-011'],
} as const satisfies Readonly<Partial<Record<ServerQuirkName, Scenarios>>>;

/** A server that is judged: its quirk, its dialect, and the scenarios that meet it. */
export interface QuirkRow {
  readonly quirk: ServerQuirkName;
  readonly ids: readonly string[];
}

/** What is judged in a dialect. */
export function quirkRowsOf(dialect: DialectName): readonly QuirkRow[] {
  return Object.entries<Scenarios>(SCENARIOS_OF).flatMap(([quirk, scenarios]) => {
    const ids = 'map' in scenarios ? scenarios : scenarios[dialect];
    return ids === undefined ? [] : [{ quirk: quirk as ServerQuirkName, ids }];
  });
}
