import { orders } from './clients.ts';
import { behavioursTable, metrics } from './fleets.ts';
import { running, voting } from './jobs.ts';
import { layers } from './layers.ts';
import type { MarkdownTable } from './markdown.ts';
import { droppedMessages } from './messages.ts';
import { nodeStatuses } from './node-statuses.ts';
import { nodes } from './nodes.ts';
import { orderOfChecksTable } from './order-of-checks.ts';
import { clientQuirksTable, serverQuirksTable } from './quirks.ts';
import { refusalsTable } from './refusals.ts';
import { settings } from './settings.ts';

/** Tables by the name in the comment above each. */
type Tables = Readonly<Record<string, MarkdownTable>>;

const PROTOCOL: Tables = {
  'refused requests': refusalsTable('the request'),
  'refused senders': refusalsTable('the sender'),
  'order of checks': orderOfChecksTable(),
  'refused jobs': refusalsTable('the job'),
  'what is not there': refusalsTable('what is not there'),
  'node statuses': nodeStatuses(),
  'refused configurations': refusalsTable('the configuration'),
  'dropped messages': droppedMessages(),
  settings: settings(),
  nodes: nodes(),
  voting: voting(),
  running: running(),
  orders: orders(),
  'server quirks': serverQuirksTable(),
  'client quirks': clientQuirksTable(),
  'unanswered questions': refusalsTable('the Chef server'),
};

const ARCHITECTURE: Tables = {
  layers: layers(),
};

const LOAD_TEST: Tables = {
  metrics: metrics(),
  behaviours: behavioursTable(),
};

/** The tables that are made from the code, by the page on which they stand. */
export const PAGES: Readonly<Record<string, Tables>> = {
  'docs/protocol.md': PROTOCOL,
  'docs/architecture.md': ARCHITECTURE,
  'docs/how-to/load-test.md': LOAD_TEST,
};
