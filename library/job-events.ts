import type { FeedEvent } from '../protocol/client/feed-event.ts';
import type { Fields } from '../protocol/wire/fields.ts';
import type { JobEvent, OrgEvent } from '../server/feeds/event.ts';

/** The name of an event in a job's feed. Source: protocol §7. */
export type JobEventName = JobEvent['name'] | 'summary';

/** What there is in the data of an event, by what is known of it in no dialect: of whom it tells, and how that ended. */
type DataOf<Event> = Fields & { readonly timestamp: string } & Pick<
    Event,
    Extract<keyof Event, 'node' | 'status' | 'job'>
  >;

type Named<Name extends string, Data extends Fields> = Omit<FeedEvent, 'event' | 'data'> & {
  readonly event: Name;
  readonly data: Data;
};

type NamedAs<Event extends { readonly name: string }> = Event extends unknown
  ? Named<Event['name'], DataOf<Event>>
  : never;

/**
 * An event of a job's feed, by its name: `node` and `status` are typed where the event has them. The types are those of
 * protocol §7; what a server really sends is handed on as it came, not checked.
 */
export type JobFeedEvent = NamedAs<JobEvent> | Named<'summary', Fields>;

/** A completed job's end is called `success` by one dialect, there alone. Source: protocol §2. */
type OrganisationEvent<Event extends OrgEvent> = Event extends { readonly name: 'job_complete' }
  ? Omit<Event, 'status'> & { readonly status: Event['status'] | 'success' }
  : Event;

/** An event of an organisation's feed: starts and ends of its jobs, typed as those of a job's. Source: protocol §7. */
export type OrganisationFeedEvent =
  | NamedAs<OrganisationEvent<OrgEvent>>
  | Named<'start_of_history', Fields & { readonly timestamp: string }>;

/** The events of a feed, by the names that its kind of feed has. What a stranger sends is not thrown away. */
export function namedEvents<Event extends JobFeedEvent | OrganisationFeedEvent>(
  events: AsyncGenerator<FeedEvent, void, undefined>,
): AsyncGenerator<Event, void, undefined> {
  return events as AsyncGenerator<FeedEvent & Event, void, undefined>;
}
