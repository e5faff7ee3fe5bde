import type { Logger } from 'pino';
import type { Access } from '../../access/access.ts';
import { type AccessListener, isAmong, type Whose } from '../../access/access-news.ts';
import type { KeyedPrincipal } from '../../access/principal.ts';
import type { LabelCounter } from '../../label-counter.ts';
import type { Metrics } from '../../metrics.ts';
import { mayStillRead, type StreamRight } from '../still-reads.ts';

/** What is ended when its reader may not read any more. */
export interface Endable {
  end(): void;
}

/** Who reads an open feed. */
export interface FeedReader {
  readonly org: string;
  readonly asker: KeyedPrincipal;
  /** What he must be permitted to. Default: to read. */
  readonly right?: StreamRight;
}

export interface FeedRightsOptions {
  readonly access: Access;
  readonly log: Logger;
  /** Counts feeds that were ended. */
  readonly ended: LabelCounter;
}

/** Ends open feeds whose readers have lost the right to read: a feed lasts longer than the request that was permitted. */
export class FeedRights implements AccessListener {
  readonly #options: FeedRightsOptions;
  readonly #readers = new Map<Endable, FeedReader>();

  constructor(options: FeedRightsOptions) {
    this.#options = options;
    options.access.listen(this);
  }

  add(feed: Endable, reader: FeedReader): void {
    this.#readers.set(feed, reader);
  }

  delete(feed: Endable): void {
    this.#readers.delete(feed);
  }

  /** Resolves when the feeds of all those are ended who may not read any more. */
  rightsChanged(whose: Whose): Promise<void> {
    return this.review(whose);
  }

  /** The same, of everybody unless said otherwise. Where nobody says whether somebody may, his feed goes on. Never rejects. */
  async review(whose: Whose = {}): Promise<void> {
    const { access, log, ended } = this.#options;
    const asked = new Map<string, Promise<boolean>>();
    const looks = Array.from(this.#readers, async ([feed, reader]) => {
      const { org, asker, right } = reader;
      if (!isAmong(whose, { org, kind: asker.kind, name: asker.name })) return;
      try {
        if (await once(asked, reader, () => mayStillRead(access, org, asker, right))) return;
      } catch (error) {
        log.warn(
          { err: error, org, reader: asker.name },
          'it is not known whether a reader of a feed may read',
        );
        return;
      }
      if (!this.#readers.delete(feed)) return;
      ended.add('');
      log.info({ org, reader: asker.name }, 'a feed is ended: its reader may not read any more');
      feed.end();
    });
    await Promise.all(looks);
  }
}

/** Those of a server, with its counter. */
export function feedRights({
  metrics,
  ...options
}: Omit<FeedRightsOptions, 'ended'> & { readonly metrics: Metrics }): FeedRights {
  const ended = metrics.counter(
    'feeds_ended',
    'Open feeds that were ended since their reader may not read any more.',
    undefined,
  );
  return new FeedRights({ ...options, ended });
}

/** One question for all feeds of one reader, who may have had another key when he opened another. */
function once(
  asked: Map<string, Promise<boolean>>,
  { org, asker, right }: FeedReader,
  ask: () => Promise<boolean>,
): Promise<boolean> {
  const { kind, name, key } = asker;
  const who = JSON.stringify([org, right, kind, name, key.export({ format: 'jwk' }).n]);
  const known = asked.get(who);
  if (known !== undefined) return known;
  const answer = ask();
  asked.set(who, answer);
  return answer;
}
