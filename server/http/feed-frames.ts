import type { FastifyRequest } from 'fastify';
import type { Body, EventIds } from '../dialects/dialect.ts';
import type { JobEvent, NumberedEvent } from '../feeds/event.ts';
import { formatFeedEvent } from './event-stream/frame.ts';

/** An event as it travels. */
export function eventFrame(ids: EventIds, event: NumberedEvent<JobEvent>, data: Body): Buffer {
  return formatFeedEvent(event.event.name, ids.of(event), data);
}

/** Makes the frames of events, each once however many read it. */
export class FeedFrames<E extends JobEvent> {
  readonly #dataOf: (event: NumberedEvent<E>) => Body;
  readonly #frames = new WeakMap<NumberedEvent<E>, Buffer>();

  constructor(dataOf: (event: NumberedEvent<E>) => Body) {
    this.#dataOf = dataOf;
  }

  of(ids: EventIds, event: NumberedEvent<E>): Buffer {
    const known = this.#frames.get(event);
    if (known !== undefined) return known;
    const frame = eventFrame(ids, event, this.#dataOf(event));
    this.#frames.set(event, frame);
    return frame;
  }
}

/** Where a reader says it stopped; `undefined` where it does not. */
export function lastEventId({ headers }: FastifyRequest): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** What feeds are given as. Source: protocol §7. */
export const EVENT_STREAM = 'text/event-stream';

/** The documentation and the shipped server spell it differently; both spellings are served. Source: protocol §2. */
export const FEED_PATHS: readonly string[] = ['/jobs_status_feed', '/job_status_feed'];
