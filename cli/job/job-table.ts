import type { JobProgress, NodeProgress, NodeState } from '../../protocol/client/job-progress.ts';
import type { Screen } from '../output/output.ts';
import { clipped, printable } from '../output/printable.ts';
import { type TableCell, table } from '../output/table.ts';
import { durationText, STATE_MEANINGS, stateMeaning, statusLine, statusMeaning } from './words.ts';

/** Lines around the nodes: command, status, counts, titles, what is left out. */
const FRAME_LINES = 6;

/** What is shown first when not all nodes fit: what still moves, then what went wrong. */
const URGENCY: readonly NodeState[] = [
  'running',
  'crashed',
  'failed',
  'timed_out',
  'aborted',
  'ready',
  'new',
];

const BAR_COLUMNS = 30;

/** A job's nodes as a table that fits the screen, with its status and a bar above it. */
export function jobTableLines(id: string, progress: JobProgress, screen: Screen): readonly string[] {
  const { paint } = screen;
  const { columns, rows } = screen.size();
  const room = Math.max(1, rows - FRAME_LINES);
  const nodes = mostUrgent(progress, room);
  const left = progress.nodes.size - nodes.length;
  return [
    clipped(`Job ${id}: ${printable(progress.command)}`, columns),
    `${bar(progress)} ${paint(statusMeaning(progress.status), statusLine(progress))}`,
    clipped(countsLine(progress), columns),
    ...table(
      [
        { title: 'node' },
        { title: 'state' },
        { title: 'voted', align: 'right' },
        { title: 'waited', align: 'right' },
        { title: 'ran', align: 'right' },
      ],
      nodes.map((node) => nodeRow(node, progress)),
      { paint, width: columns },
    ),
    ...(left > 0 ? [paint('quiet', `… and ${left} more`)] : []),
  ];
}

/** The nodes that fit, by name. */
function mostUrgent(progress: JobProgress, room: number): readonly NodeProgress[] {
  const all = [...progress.nodes.values()];
  const chosen = all.length <= room ? all : byUrgency(all).slice(0, room);
  return chosen.sort((a, b) => a.name.localeCompare(b.name));
}

function byUrgency(nodes: readonly NodeProgress[]): readonly NodeProgress[] {
  const rest: NodeProgress[] = [];
  const piles = new Map(URGENCY.map((state) => [state, [] as NodeProgress[]]));
  for (const node of nodes) (piles.get(node.state) ?? rest).push(node);
  return [...piles.values(), rest].flat();
}

/** How long a node took to vote, waited for the others, and ran. */
export function nodeDurations(node: NodeProgress, progress: JobProgress): readonly [string, string, string] {
  return [
    durationText(progress.startedAt, node.votedAt),
    durationText(node.votedAt, node.startedAt),
    durationText(node.startedAt, node.endedAt),
  ];
}

function nodeRow(node: NodeProgress, progress: JobProgress): readonly TableCell[] {
  return [
    { text: printable(node.name) },
    { text: printable(node.state), meaning: stateMeaning(node.state) },
    ...nodeDurations(node, progress).map((text) => ({ text })),
  ];
}

function bar(progress: JobProgress): string {
  const done = progress.nodeCount === 0 ? 0 : 1 - progress.inProgress / progress.nodeCount;
  const full = Math.round(done * BAR_COLUMNS);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_COLUMNS - full)}`;
}

function countsLine(progress: JobProgress): string {
  const states = Object.keys(STATE_MEANINGS) as NodeState[];
  const counts = states.filter((state) => progress.count(state) > 0);
  const told = counts.map((state) => `${progress.count(state)} ${state}`);
  const quorum = progress.quorum === undefined ? '' : `quorum ${progress.quorum} of ${progress.nodeCount}; `;
  return `${quorum}${told.join(', ')}`;
}
