import type { OrgEvent } from '../../../server/feeds/event.ts';
import { RecordedOrgFeed } from '../../../server/feeds/org-feed.ts';
import type { Mutant } from './mutant.ts';

export const leaksEvents: Mutant = {
  summary: "tells every organisation of every organisation's jobs",
  infect() {
    const { record, recorded, subscribe } = RecordedOrgFeed.prototype;
    const feeds = new Set<RecordedOrgFeed>();
    const told: (readonly [event: OrgEvent, atMs: number])[] = [];

    /** A feed that comes later has the past of the others, too. */
    function meet(feed: RecordedOrgFeed): void {
      if (feeds.has(feed)) return;
      feeds.add(feed);
      for (const [event, atMs] of told) record.call(feed, event, atMs);
    }

    RecordedOrgFeed.prototype.record = function (event, nowMs) {
      meet(this);
      told.push([event, nowMs]);
      for (const feed of feeds) if (!feed.ended) record.call(feed, event, nowMs);
    };
    RecordedOrgFeed.prototype.recorded = function () {
      meet(this);
      return recorded.call(this);
    };
    RecordedOrgFeed.prototype.subscribe = function (onEvent, onEnd) {
      meet(this);
      return subscribe.call(this, onEvent, onEnd);
    };
  },
};
