import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { RefusedMessage, VerifiedMessage } from '../broker/verify-message.ts';
import type {
  ServerWatcher,
  WatchedConnection,
  WatchedExchange,
  WatchedFeed,
  WatchedReading,
  WatchedRequest,
  WatchedSource,
  WatchedTarget,
} from '../watcher.ts';
import type { Watching } from '../watching.ts';
import { connectionEntry } from './connection-entry.ts';
import { FeedPieces, feedEventEntry, nodeOfEvent, readingEntry } from './feed-entry.ts';
import { type EntryHead, publishedEntry, receivedEntry, sentEntry } from './message-entry.ts';
import {
  answerEntry,
  type RequestRules,
  requestAbout,
  requestEntry,
  unreadableEntry,
} from './request-entry.ts';
import type { TraceEntry } from './trace-entry.ts';

/** Somebody who is told what passes. */
export interface TraceFollower {
  /** Whoever throws is told nothing any more. */
  readonly onEntry: (entry: TraceEntry) => void;
  /** Nodes that he wants to hear about. Default, and where it is empty: all. */
  readonly nodes?: readonly string[];
  /** The only organisation that he is told about. Default: all, and what is of none. */
  readonly org?: string;
  /** Shows session keys, signatures, values of `env` and files; never private keys. Default: no. */
  readonly secrets?: boolean;
}

/** What an entry is about, before it is made. */
interface About {
  readonly org: string | undefined;
  readonly node: string | undefined;
  /** Whoever says that he asks. */
  readonly signer?: string | undefined;
  /** The heartbeats of the server, for instance. */
  readonly isForAll?: boolean;
  /** It was refused, and it is not known of whom it was: it may be of any node. */
  readonly isAnybodys?: boolean;
}

export interface TracingOptions {
  readonly watching: Watching;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rules: RequestRules;
}

/** Tells those who follow what passes the doors of a server, decoded. While nobody follows it does not watch. */
export class Tracing implements ServerWatcher {
  readonly #options: TracingOptions;
  readonly #followers = new Set<TraceFollower>();
  /** Requests of which it has been told that they came. */
  readonly #asked = new WeakSet<object>();
  /** What has been written of an event to each reader of a feed. */
  readonly #feeds = new WeakMap<object, FeedPieces>();

  constructor(options: TracingOptions) {
    this.#options = options;
  }

  /** Tells from now on, until what it gives is called. */
  follow(follower: TraceFollower): () => void {
    this.#followers.add(follower);
    this.#options.watching.add(this);
    return () => this.#leave(follower);
  }

  received(
    [, ...frames]: readonly Uint8Array[],
    judged: VerifiedMessage | RefusedMessage,
    source: WatchedSource,
  ): void {
    const { org, node } = source;
    const isAnybodys = !judged.ok && node === undefined;
    this.#tell({ org, node, isAnybodys }, (head) => receivedEntry(frames, judged, source, head));
  }

  sent([, ...frames]: readonly (string | Uint8Array)[], target: WatchedTarget): void {
    const { org, node } = target;
    this.#tell({ org, node }, (head) =>
      sentEntry(frames, { org, node, key: head.secrets ? target.key : undefined }, head),
    );
  }

  published(frames: readonly (string | Uint8Array)[]): void {
    this.#tell({ org: undefined, node: undefined, isForAll: true }, (head) => publishedEntry(frames, head));
  }

  connection(connection: WatchedConnection): void {
    const { org, node, became } = connection;
    const isAnybodys = became !== 'admitted' && node === undefined;
    this.#tell({ org, node, isAnybodys }, (head) => connectionEntry(connection, head));
  }

  asked(request: WatchedRequest): void {
    this.#asked.add(request.id);
    const { rules } = this.#options;
    this.#tell(requestAbout(request), (head) => requestEntry(request, undefined, rules, head));
  }

  answered(exchange: WatchedExchange): void {
    const wasAccepted = this.#asked.delete(exchange.id);
    const about = requestAbout(exchange);
    const { rules } = this.#options;
    if (!wasAccepted) this.#tell(about, (head) => requestEntry(exchange, exchange.refusal, rules, head));
    this.#tell(about, (head) => answerEntry(exchange, wasAccepted, head));
  }

  feed(reading: WatchedReading): void {
    const { org, reader: signer, became } = reading;
    this.#tell({ org, node: undefined, signer }, (head) => readingEntry(reading, head));
    if (became !== 'opened') this.#feeds.delete(reading.id);
  }

  feedWritten(feed: WatchedFeed, bytes: Uint8Array): void {
    const pieces = this.#feeds.get(feed.id) ?? new FeedPieces();
    this.#feeds.set(feed.id, pieces);
    const { org, reader: signer } = feed;
    for (const event of pieces.read(bytes)) {
      const about = { org, node: nodeOfEvent(event), signer };
      this.#tell(about, (head) => feedEventEntry(feed, event, head));
    }
  }

  unreadable(refusal: NonNullable<WatchedExchange['refusal']>, address: string | undefined): void {
    const about = { org: undefined, node: undefined, isAnybodys: true };
    this.#tell(about, (head) => unreadableEntry(refusal, address, head));
  }

  /** Each form of an entry is made once, and only if somebody wants it. */
  #tell(about: About, make: (head: EntryHead) => TraceEntry): void {
    const at = new Date(this.#options.clock.now()).toISOString();
    const made = new Map<boolean, TraceEntry>();
    for (const follower of this.#followers) {
      if (!concerns(follower, about)) continue;
      const { secrets = false } = follower;
      try {
        const entry = made.get(secrets) ?? make({ at, secrets });
        made.set(secrets, entry);
        follower.onEntry(entry);
      } catch (error) {
        this.#options.log.error({ err: error }, 'a follower of the trace failed and receives nothing more');
        this.#leave(follower);
      }
    }
  }

  #leave(follower: TraceFollower): void {
    this.#followers.delete(follower);
    if (this.#followers.size === 0) this.#options.watching.delete(this);
  }
}

function concerns({ org, nodes = [] }: TraceFollower, about: About): boolean {
  if (about.isForAll) return true;
  if (org !== undefined && about.org !== org) return false;
  if (nodes.length === 0 || about.isAnybodys) return true;
  return [about.node, about.signer].some((name) => name !== undefined && nodes.includes(name));
}
