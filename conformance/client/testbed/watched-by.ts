import type { ServerWatcher } from '../../../server/watcher.ts';

/** One watcher that tells several, in their order, of what comes from a client and goes to it. */
export function watchedBy(...watchers: readonly ServerWatcher[]): ServerWatcher {
  return {
    received(...seen) {
      for (const each of watchers) each.received(...seen);
    },
    sent(...seen) {
      for (const each of watchers) each.sent(...seen);
    },
    published(...seen) {
      for (const each of watchers) each.published?.(...seen);
    },
    answered(...seen) {
      for (const each of watchers) each.answered(...seen);
    },
  };
}
