import type { ServerQuirks } from './choose-quirks.ts';

/** What closes an event. */
const CLOSING = Buffer.from('\n\n');

/** Where quirks bend what feeds send. Source: protocol §7 and §10. */
export interface FeedPolicies {
  /** Events that came oldest first, as they are sent to a reader who has missed them. */
  readonly missed: <E>(events: readonly E[]) => readonly E[];
  /** The last that is sent of a feed that has ended. */
  readonly last: (frames: Buffer) => Buffer;
}

const FEED_POLICIES: FeedPolicies = { missed: (events) => events, last: (frames) => frames };

/** What a server with these quirks sends of its feeds. */
export function feedPolicies(quirks: ServerQuirks): FeedPolicies {
  return {
    ...FEED_POLICIES,
    ...(quirks.has('missed-newest-first') && { missed: (events) => events.toReversed() }),
    ...(quirks.has('unclosed-last-event') && { last: withoutLastClosing }),
  };
}

/** Events are joined and not closed, so that the last one lacks its line feeds. */
function withoutLastClosing(frames: Buffer): Buffer {
  return frames.subarray(0, frames.lastIndexOf(CLOSING));
}
