import type { ServerWatcher } from './watcher.ts';

/** Who watches a server at the moment. */
export class Watching {
  readonly #watchers = new Set<ServerWatcher>();
  #tap: ServerWatcher | undefined;

  /** Where to say what passes; undefined while nobody watches, and then nothing is to be made for it. */
  get tap(): ServerWatcher | undefined {
    return this.#tap;
  }

  add(watcher: ServerWatcher): void {
    this.#watchers.add(watcher);
    this.#choose();
  }

  delete(watcher: ServerWatcher): void {
    this.#watchers.delete(watcher);
    this.#choose();
  }

  #choose(): void {
    const [first, ...others] = this.#watchers;
    this.#tap = first !== undefined && others.length > 0 ? all([first, ...others]) : first;
  }
}

/** What is said to one is said to each. */
function all(watchers: readonly ServerWatcher[]): ServerWatcher {
  const each = (say: (watcher: ServerWatcher) => void) => watchers.forEach(say);
  return {
    received: (frames, judged, source) => each((watcher) => watcher.received(frames, judged, source)),
    sent: (frames, target) => each((watcher) => watcher.sent(frames, target)),
    published: (frames) => each((watcher) => watcher.published?.(frames)),
    connection: (connection) => each((watcher) => watcher.connection?.(connection)),
    asked: (request) => each((watcher) => watcher.asked?.(request)),
    answered: (exchange) => each((watcher) => watcher.answered(exchange)),
    feed: (reading) => each((watcher) => watcher.feed?.(reading)),
    feedWritten: (feed, bytes) => each((watcher) => watcher.feedWritten?.(feed, bytes)),
    unreadable: (refusal, address) => each((watcher) => watcher.unreadable?.(refusal, address)),
  };
}
