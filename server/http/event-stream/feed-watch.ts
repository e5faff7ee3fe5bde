import type { ServerResponse } from 'node:http';
import type { WatchedFeed } from '../../watcher.ts';
import type { Watching } from '../../watching.ts';
import type { FeedReader } from './feed-rights.ts';

/** What becomes of one reader of a feed, said to those who watch. */
export interface FeedSight {
  wrote(bytes: Uint8Array): void;
  cutOff(reason: string): void;
  closed(): void;
}

/** Says which feed is read by whom, what is written to him, and how it ends, to those who watch; nothing is kept while nobody does. */
export class FeedWatch {
  readonly #watching: Watching | undefined;

  constructor(watching: Watching | undefined) {
    this.#watching = watching;
  }

  /** A feed is about to be written to this reader. */
  opened(
    response: ServerResponse,
    { feedName, org, asker }: FeedReader & { readonly feedName: string },
  ): FeedSight {
    const watching = this.#watching;
    const feed: WatchedFeed = {
      ...{ id: response, name: feedName, org, reader: asker.name },
      address: response.req.socket?.remoteAddress,
    };
    let cutReason: string | undefined;
    watching?.tap?.feed?.({ ...feed, became: 'opened' });
    return {
      wrote: (bytes) => watching?.tap?.feedWritten?.(feed, bytes),
      cutOff: (reason) => {
        cutReason = reason;
      },
      closed: () => {
        const became = cutReason === undefined ? (response.writableEnded ? 'ended' : 'left') : 'cut';
        watching?.tap?.feed?.({ ...feed, became, reason: cutReason });
      },
    };
  }
}
