import { RequestRefused } from '../../protocol/client/errors.ts';
import { Reply } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { FeedReading } from './feed-reading.ts';
import type { ScenarioQuirks } from './scenario-quirks.ts';

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
  readonly #onOpen: () => void;
  readonly #quirks: ScenarioQuirks;
  readonly #readings = new Map<string, FeedReading>();
  /** What was given to those that asked for a feed and were given none. */
  readonly #refused = new Map<string, Reply>();

  /** @param onOpen told before a feed is asked for */
  constructor(patienceMs: number, quirks: ScenarioQuirks, onOpen: () => void) {
    this.#patienceMs = patienceMs;
    this.#quirks = quirks;
    this.#onOpen = onOpen;
  }

  /** How many have an open feed. */
  get reading(): number {
    const isOver = (reading: FeedReading): boolean =>
      reading.log.entries.some(({ what }) => what === 'closed' || what === 'broken');
    return [...this.#readings.values()].filter((reading) => !isOver(reading)).length;
  }

  /** @throws where the label has no feed open; RequestRefused with the answer where it has asked for one in vain */
  of(label: string): FeedReading {
    const reading = this.#readings.get(label);
    if (reading !== undefined) return reading;
    const refused = this.#refused.get(label);
    if (refused === undefined) throw new Error(`the scenario has no ${label}`);
    throw new RequestRefused(refused);
  }

  /** Asks for a feed, and reads it where the server gives it. The answer is its head where it is a stream. */
  async open(label: string, client: RestClient, request: ReaderRequest): Promise<Reply> {
    this.#onOpen();
    const path = client.pushyPath(request.path);
    const askedAtMs = Date.now();
    const reply = await client.stream(path, {
      headers: { Accept: 'text/event-stream', 'Last-Event-ID': request.lastEventId, ...request.headers },
      signed: request.signed ?? true,
      silenceTimeoutMs: this.#patienceMs,
    });
    if (reply.status !== 200) {
      const bytes = Buffer.from(await reply.body.arrayBuffer());
      const refused = new Reply(`GET ${path}`, reply.status, reply.headers, bytes, reply.sent);
      this.#refused.set(label, refused);
      return refused;
    }
    const how = { opened: [askedAtMs, Date.now()], isResumed: request.lastEventId !== undefined } as const;
    const reading = new FeedReading(label, reply, how, {
      onEvent: (event) => client.observer?.event(path, event),
      onUnclosed: (frame) => {
        const { lastEventId } = request;
        const from = lastEventId === undefined ? '' : `\nLast-Event-ID: ${lastEventId}`;
        this.#quirks.meet(
          'unclosed-last-event',
          `GET ${path}${from}\n\n…\n${frame}\n(the end of the stream)`,
        );
      },
    });
    this.#readings.set(label, reading);
    if (!(request.idle ?? false)) reading.start();
    return new Reply(`GET ${path}`, reply.status, reply.headers, Buffer.alloc(0), reply.sent);
  }

  async leave(label: string): Promise<void> {
    await this.of(label).leave();
    this.#readings.delete(label);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#readings.values()].map((reading) => reading.leave()));
  }
}
