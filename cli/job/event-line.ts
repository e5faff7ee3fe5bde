import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { Meaning, Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';

const GOOD = ['success', 'complete'];

/** An event of a feed on one line: time, event, then the rest of its data as `name=value`. */
export function eventLine({ event, data }: FeedEvent, paint: Paint): string {
  const { timestamp, job, ...rest } = data;
  const words = Object.entries(rest).map(([name, value]) => `${printable(name)}=${valueText(value)}`);
  const parts = [
    paint('quiet', typeof timestamp === 'string' ? timeOf(timestamp) : '-'),
    ...(typeof job === 'string' ? [printable(job)] : []),
    paint(meaningOf(event, data.status), printable(event)),
    ...words,
  ];
  return parts.join(' ');
}

/** An event of a feed for machines. */
export function eventRecord({ event, id, data }: FeedEvent): Readonly<Record<string, unknown>> {
  return { event, id, data };
}

const DATE_AND_TIME = /^\d{4}-\d\d-\d\d[T ](\d\d:\d\d:\d\d[.\d]{0,4})/;

/** The time of day, to the millisecond, in UTC as the feed has it. */
function timeOf(timestamp: string): string {
  return DATE_AND_TIME.exec(timestamp)?.[1] ?? printable(timestamp);
}

function meaningOf(event: string, status: unknown): Meaning {
  if (typeof status === 'string') return GOOD.includes(status) ? 'good' : 'bad';
  return event === 'rehab' ? 'bad' : 'busy';
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w./:%@-]+$/.test(text) ? text : printable(JSON.stringify(value));
}
