import { RecordedOrgFeed } from '../../../server/feeds/org-feed.ts';
import type { Mutant } from './mutant.ts';

export const leaksEvents: Mutant = {
  summary: "tells every organisation of every organisation's jobs",
  infect() {
    const feeds = new Set<RecordedOrgFeed>();
    const { record, recorded, subscribe } = RecordedOrgFeed.prototype;
    RecordedOrgFeed.prototype.subscribe = function (onEvent, onEnd) {
      feeds.add(this);
      return subscribe.call(this, onEvent, onEnd);
    };
    RecordedOrgFeed.prototype.recorded = function () {
      feeds.add(this);
      return recorded.call(this);
    };
    RecordedOrgFeed.prototype.record = function (event, nowMs) {
      feeds.add(this);
      for (const feed of feeds) if (!feed.ended) record.call(feed, event, nowMs);
    };
  },
};
