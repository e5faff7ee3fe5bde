import type { JobEvent, NumberedEvent } from './event.ts';
import type { JobFeed } from './feeds.ts';
import { RecordedFeed } from './recorded-feed.ts';

/** A job's feed, kept whole. It ends with `job_complete`. Source: protocol §7. */
export class RecordedJobFeed extends RecordedFeed<JobEvent> implements JobFeed {
  readonly #events: NumberedEvent<JobEvent>[] = [];

  events(): readonly NumberedEvent<JobEvent>[] {
    return this.#events;
  }

  record(event: JobEvent, nowMs: number): void {
    const numbered = this.number(event, nowMs);
    this.#events.push(numbered);
    this.tell(numbered);
    if (event.name === 'job_complete') this.end();
  }
}
