import type { JobEvent } from './event.ts';
import { EventRow } from './event-row.ts';
import type { JobFeed, RecordedEvents } from './feeds.ts';
import { RecordedFeed } from './recorded-feed.ts';

/** A job's feed, kept whole. It ends with `job_complete`. Source: protocol §7. */
export class RecordedJobFeed extends RecordedFeed<JobEvent> implements JobFeed {
  readonly #events = new EventRow();

  events(): RecordedEvents<JobEvent> {
    return this.#events;
  }

  record(event: JobEvent, nowMs: number): void {
    const numbered = this.number(event, nowMs);
    this.#events.push(event, numbered.timestampMicros);
    this.tell(numbered);
    if (event.name === 'job_complete') this.end();
  }
}
