import { orders } from './clients.ts';
import { behaviours, metrics } from './fleets.ts';
import { running, voting } from './jobs.ts';
import { layers } from './layers.ts';
import type { MarkdownTable } from './markdown.ts';
import { droppedMessages } from './messages.ts';
import { nodeStatuses } from './node-statuses.ts';
import { nodes } from './nodes.ts';
import { orderOfChecks } from './order-of-checks.ts';
import { clientQuirks, serverQuirks } from './quirks.ts';
import { refusals } from './refusals.ts';
import { settings } from './settings.ts';

/** Tables by the name in the comment above each. */
type Tables = Readonly<Record<string, MarkdownTable>>;

const PROTOCOL: Tables = {
  'refused requests': refusals('the request'),
  'refused senders': refusals('the sender'),
  'order of checks': orderOfChecks(),
  'refused jobs': refusals('the job'),
  'what is not there': refusals('what is not there'),
  'node statuses': nodeStatuses(),
  'refused configurations': refusals('the configuration'),
  'dropped messages': droppedMessages(),
  settings: settings(),
  nodes: nodes(),
  voting: voting(),
  running: running(),
  orders: orders(),
  'server quirks': serverQuirks(),
  'client quirks': clientQuirks(),
  'unanswered questions': refusals('the Chef server'),
};

const ARCHITECTURE: Tables = {
  layers: layers(),
};

const LOAD_TEST: Tables = {
  metrics: metrics(),
  behaviours: behaviours(),
};

/** The tables that are made from the code, by the page on which they stand. */
export const PAGES: Readonly<Record<string, Tables>> = {
  'docs/protocol.md': PROTOCOL,
  'docs/architecture.md': ARCHITECTURE,
  'docs/how-to/load-test.md': LOAD_TEST,
};
