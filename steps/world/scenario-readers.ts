import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { Reply } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { FeedReading } from './feed-reading.ts';

/** What a reader asks for. */
export interface ReaderRequest {
  /** Below `/organizations/ORG/pushy/`. */
  readonly path: string;
  readonly lastEventId?: string | undefined;
  /** More headers, or others. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signed?: boolean;
  /** It takes nothing from its connection until it is told to. */
  readonly idle?: boolean;
}

/** The readers of feeds of one scenario, by the labels that its sentences use. */
export class ScenarioReaders {
  readonly #patienceMs: number;
  readonly #readings = new Map<string, FeedReading>();

  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** How many have an open feed. */
  get reading(): number {
    const isOver = (reading: FeedReading): boolean =>
      reading.log.entries.some(({ what }) => what === 'closed' || what === 'broken');
    return [...this.#readings.values()].filter((reading) => !isOver(reading)).length;
  }

  /** @throws where the label has no feed open */
  of(label: string): FeedReading {
    const reading = this.#readings.get(label);
    if (reading === undefined) throw new Error(`the scenario has no ${label}`);
    return reading;
  }

  /** Asks for a feed, and reads it where the server gives it. The answer is its head where it is a stream. */
  async open(label: string, client: RestClient, request: ReaderRequest): Promise<Reply> {
    const path = client.pushyPath(request.path);
    const askedAtMs = Date.now();
    const reply = await client.stream(path, {
      headers: { Accept: 'text/event-stream', 'Last-Event-ID': request.lastEventId, ...request.headers },
      signed: request.signed ?? true,
      silenceTimeoutMs: this.#patienceMs,
    });
    if (reply.status !== 200) {
      const bytes = Buffer.from(await reply.body.arrayBuffer());
      return new Reply(`GET ${path}`, reply.status, reply.headers, bytes);
    }
    const onEvent = (event: FeedEvent): void => client.observer?.event(path, event);
    const reading = new FeedReading(label, reply, [askedAtMs, Date.now()], onEvent);
    this.#readings.set(label, reading);
    if (!(request.idle ?? false)) reading.start();
    return new Reply(`GET ${path}`, reply.status, reply.headers, Buffer.alloc(0));
  }

  async leave(label: string): Promise<void> {
    await this.of(label).leave();
    this.#readings.delete(label);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#readings.values()].map((reading) => reading.leave()));
  }
}
