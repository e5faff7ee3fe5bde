import type { Child } from '../process/child.ts';
import type { Children } from '../process/children.ts';
import type { BareFeedCommands } from './bare-feed-child.ts';
import type { FeedReadersCommands } from './feed-readers-child.ts';

export type FeedReaders = Child<FeedReadersCommands>;

/** A process for readers. */
export function startFeedReaders(children: Children): FeedReaders {
  return children.start<FeedReadersCommands>(new URL('./feed-readers-child.ts', import.meta.url));
}

/** A bare server of feeds. */
export function startBareFeed(children: Children): Child<BareFeedCommands> {
  return children.start<BareFeedCommands>(new URL('./bare-feed-child.ts', import.meta.url));
}
