import { faultText } from '../../../../simulator/faults/fault-text.ts';
import type { FleetPlan, PlannedEvent } from '../../../../simulator/plan/plan.ts';
import type { FaultSpan } from '../../../../simulator/run/fault-log.ts';
import type { Happening } from '../../view/view-figures.ts';

/** What is due later than the next ones, and what is over longer than the last ones, nobody looks for. */
const MOST_DUE = 3;
const MOST_DONE = 3;

export interface HappeningsNow {
  readonly plan: Pick<FleetPlan, 'events' | 'faults'>;
  /** Events that were done, with what they failed with, in that order. */
  readonly done: ReadonlyMap<PlannedEvent, unknown>;
  /** Faults that have begun, also such as the plan does not have. */
  readonly spans: readonly FaultSpan[];
  /** Undefined before the begin. */
  readonly sinceBeginSeconds: number | undefined;
}

/** Events and faults at a moment: all that are under way, those that come next, those that were last. */
export function happeningsNow({ plan, done, spans, sinceBeginSeconds }: HappeningsNow): readonly Happening[] {
  const now = sinceBeginSeconds ?? Number.NEGATIVE_INFINITY;
  const untilMs = (ms: number) => (sinceBeginSeconds === undefined ? {} : { leftSeconds: ms / 1_000 - now });
  const events = plan.events.map((event) => {
    const text = eventText(event);
    const { atMs } = event;
    const endMs = endOf(event);
    if (done.has(event)) {
      const error = done.get(event);
      if (error !== undefined) return { text: `${text}: ${wordsOf(error)}`, state: 'failed' as const, atMs };
      if (event.kind === 'kill' && endMs !== undefined && endMs / 1_000 > now)
        return { text, state: 'under_way' as const, atMs, ...untilMs(endMs) };
      return { text, state: 'done' as const, atMs };
    }
    if (atMs / 1_000 > now) return { text, state: 'due' as const, atMs, ...untilMs(atMs) };
    return { text, state: 'under_way' as const, atMs, ...(endMs !== undefined && untilMs(endMs)) };
  });
  const begun = spans.map((span) => {
    const planned = plan.faults.find(({ name }) => name === span.name);
    const text = `fault ${span.name} on ${nodesText(span.nodes)}: ${span.about}`;
    const atMs = planned?.fromMs ?? span.fromSeconds * 1_000;
    if (span.toSeconds !== undefined) return { text, state: 'done' as const, atMs };
    return {
      text,
      state: 'under_way' as const,
      atMs,
      ...(planned?.toMs !== undefined && untilMs(planned.toMs)),
    };
  });
  const faultsDue = plan.faults
    .filter(({ name }) => !spans.some((span) => span.name === name))
    .map((fault) => ({
      text: `fault ${fault.name} on ${nodesText(fault.hits.length)}: ${faultText(fault)}`,
      state: 'due' as const,
      atMs: fault.fromMs,
      ...untilMs(fault.fromMs),
    }));
  const inOrder = [...events, ...begun, ...faultsDue].toSorted((a, b) => a.atMs - b.atMs);
  const of = (...states: readonly Happening['state'][]) =>
    inOrder.filter(({ state }) => states.includes(state));
  return [
    ...of('under_way'),
    ...of('due').slice(0, MOST_DUE),
    ...of('done', 'failed').slice(-MOST_DONE).toReversed(),
  ].map(({ atMs: _, ...happening }) => happening);
}

function eventText(event: PlannedEvent): string {
  switch (event.kind) {
    case 'kill': {
      const back = event.returnsAfterMs === undefined ? ', for good' : '';
      return `kill of ${nodesText(event.hits.length)}${back}`;
    }
    case 'behave':
      return `other behaviour of ${nodesText(event.hits.length)}`;
    case 'hook':
      return `hook ${event.command.join(' ')}`;
    case 'restart_server':
      return 'restart of the server';
  }
}

/** When what an event does is over, as far as the file says. */
function endOf(event: PlannedEvent): number | undefined {
  if (event.kind === 'kill' && event.returnsAfterMs !== undefined) return event.atMs + event.returnsAfterMs;
  return event.kind === 'restart_server' ? event.atMs + event.downMs : undefined;
}

function nodesText(count: number): string {
  return count === 1 ? '1 node' : `${count} nodes`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
