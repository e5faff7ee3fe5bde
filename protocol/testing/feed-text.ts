/** An event as a server writes it. */
export interface WrittenEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** The feed of a small job, with text that is longer in bytes than in characters. */
export const JOB_FEED: readonly WrittenEvent[] = [
  written('start', 'job-1', { command: 'echo Đ🐴', node_count: 1 }),
  written('quorum_vote', 'job-2', { node: 'web1', status: 'success' }),
  written('quorum_succeeded', 'job-3', {}),
  written('run_complete', 'job-10', { node: 'web1', status: 'success' }),
  written('job_complete', 'job-11', { status: 'complete' }),
];

/** Writes an event with its fields in this order. */
export function formatEvent(event: WrittenEvent, lineEnd = '\n', order: readonly Field[] = FIELDS): string {
  return order.map((field) => `${field}: ${event[field]}${lineEnd}`).join('') + lineEnd;
}

/** What a server answers to a reader that has seen this id: the events behind it, or all where it is not known. */
export function eventsAfter(
  events: readonly WrittenEvent[],
  lastEventId: string | undefined,
): readonly WrittenEvent[] {
  return events.slice(events.findIndex(({ id }) => id === lastEventId) + 1);
}

type Field = keyof WrittenEvent;
const FIELDS: readonly Field[] = ['event', 'id', 'data'];

function written(event: string, id: string, data: object): WrittenEvent {
  return { event, id, data: JSON.stringify({ timestamp: '2014-07-10 05:17:40.995958Z', ...data }) };
}
