import { type Html, html } from '../html/html.ts';
import type { ExplainedEvent, ExplainedJobResult } from './explained-results.ts';

/** Nodes that have a row; those that did not succeed come first. */
const MOST_ROWS = 500;

const WIDTH = 600;
const NAME_WIDTH = 160;
const ROW = 18;
const NAME_CHARACTERS = 22;

const MARKS: Readonly<Record<string, string>> = {
  'quorum_vote success': 'good',
  'run_complete success': 'good',
  run_start: 'busy',
  rehab: 'warn',
};

/** A picture with a row a node: when it voted, how long it ran, and what befell it. The tables of the page say the same in words. */
export function timelineHtml({ events, nodes }: ExplainedJobResult): Html | undefined {
  const timed = events.filter(({ seconds }) => seconds !== null);
  const last = Math.max(0, ...timed.slice(-1).map(({ seconds }) => seconds ?? 0));
  if (timed.length === 0 || last <= 0 || nodes.length === 0) return undefined;
  const rows = nodes.slice(0, MOST_ROWS);
  const x = (seconds: number | null): string =>
    (NAME_WIDTH + (Math.min(Math.max(0, seconds ?? 0), last) / last) * (WIDTH - NAME_WIDTH - 8)).toFixed(1);
  const byNode = new Map<string, ExplainedEvent[]>();
  for (const event of timed) {
    if (event.node === null) continue;
    const list = byNode.get(event.node) ?? [];
    list.push(event);
    byNode.set(event.node, list);
  }
  const quorum = timed.find(({ event }) => event === 'quorum_succeeded');
  const height = (rows.length + 1) * ROW;
  return html`<div class="wide" tabindex="0" role="region" aria-label="timeline"><svg class="timeline" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="What each node did over ${last.toFixed(2)} seconds, a row a node">
<text x="${NAME_WIDTH}" y="12">0 s</text><text x="${WIDTH - 8}" y="12" text-anchor="end">${last.toFixed(2)} s</text>
${quorum !== undefined && html`<line class="quorum" x1="${x(quorum.seconds)}" x2="${x(quorum.seconds)}" y1="${ROW - 2}" y2="${height}"><title>quorum_succeeded after ${quorum.seconds?.toFixed(3)} s</title></line>`}
${rows.map(({ node, isGood, status }, index) => {
  const y = (index + 1) * ROW + ROW / 2;
  const own = byNode.get(node) ?? [];
  const start = own.find(({ event }) => event === 'run_start');
  const end = own.findLast(({ event }) => event === 'run_complete');
  return html`<text x="0" y="${y + 4}"><title>${node}: ${status}</title>${shortName(node)}</text>
${start !== undefined && html`<line class="${isGood ? 'run good' : 'run bad'}" x1="${x(start.seconds)}" x2="${x(end?.seconds ?? last)}" y1="${y}" y2="${y}"></line>`}
${own.map((event) => html`<circle class="${markOf(event)}" cx="${x(event.seconds)}" cy="${y}" r="4"><title>${event.event} ${event.status ?? ''} after ${event.seconds?.toFixed(3)} s</title></circle>`)}
`;
})}
</svg></div>
${rows.length < nodes.length && html`<p>The picture has ${rows.length} of ${nodes.length} nodes, those that did not succeed first.</p>`}`;
}

function markOf({ event, status }: ExplainedEvent): string {
  return MARKS[status === null ? event : `${event} ${status}`] ?? 'bad';
}

function shortName(node: string): string {
  const characters = [...node];
  return characters.length <= NAME_CHARACTERS
    ? node
    : `${characters.slice(0, NAME_CHARACTERS - 1).join('')}…`;
}

/** What the picture looks like, light and dark, from the colours of every page. */
export const TIMELINE_STYLE = `
h2 { overflow-wrap: anywhere; }
.timeline { max-width: none; font-size: 12px; }
.timeline text { fill: currentColor; }
.timeline .quorum { stroke: currentColor; stroke-dasharray: 3 3; opacity: .6; }
.timeline .run { stroke-width: 6; stroke-linecap: round; opacity: .45; }
.timeline line.good { stroke: var(--good); }
.timeline line.bad { stroke: var(--bad); }
.timeline circle.good { fill: var(--good); }
.timeline circle.bad { fill: var(--bad); }
.timeline circle.warn { fill: var(--warn); }
.timeline circle.busy { fill: var(--accent); }
`;
