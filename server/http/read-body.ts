import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Bounds } from '../bounds.ts';
import { Budget } from '../budget.ts';
import type { Metrics } from '../metrics.ts';
import type { ServerTimings } from '../settings.ts';
import type { Watching } from '../watching.ts';
import { MAX_REQUEST_BODY_BYTES, refusal, refusalForNow } from './errors.ts';
import { processGarbage } from './large-garbage.ts';
import { RequestWatch } from './watch-requests.ts';

const NO_BODY = Buffer.alloc(0);

/** Whether a body comes with these headers. It may be empty where its length is not declared. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || declaredBytes(headers) > 0;
}

/** Throws `too_large` for a body that is declared to be so, before a byte of it is read. */
export function checkDeclaredSize(headers: IncomingHttpHeaders): void {
  if (declaredBytes(headers) > MAX_REQUEST_BODY_BYTES) throw refusal('too_large');
}

/** A body that has been read; the room it takes is to be given back when nobody needs it any more. */
export interface ReadBody {
  readonly bytes: Buffer;
  giveBack(): void;
}

/** Reads the bodies of requests, so many bytes of them at once. */
export class BodyReader {
  readonly #room: Budget;
  readonly #onFull: () => void;
  readonly #watch: RequestWatch;

  /** @param onFull there is no room for a body */
  constructor(maxBytes: number, onFull: () => void, watching?: Watching) {
    this.#room = new Budget(maxBytes);
    this.#onFull = onFull;
    this.#watch = new RequestWatch(watching);
  }

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#room.used;
  }

  /**
   * Rejects with `too_large` as soon as a body is known to be so and leaves the rest unread, and with `bodies_full` where
   * there is no room for it, as a rule before a byte is read.
   */
  async read(request: IncomingMessage): Promise<ReadBody> {
    if (!hasBody(request.headers)) return { bytes: NO_BODY, giveBack: () => undefined };
    const share = new Share(this.#room, this.#onFull);
    try {
      // where the length is not declared, each chunk takes its own
      const isDeclared = request.headers['transfer-encoding'] === undefined;
      if (isDeclared) share.grow(declaredBytes(request.headers));
      const bytes = await collect(request, (chunkBytes) => {
        if (!isDeclared) share.grow(chunkBytes);
      });
      this.#watch.read(request, bytes);
      const giveBack = () => {
        share.giveBack();
        processGarbage.left(bytes.byteLength);
      };
      return { bytes, giveBack };
    } catch (error) {
      share.giveBack();
      throw error;
    }
  }
}

/** What the reader of a server is made of. */
interface BodyReaderDeps {
  readonly timings: Pick<ServerTimings, 'maxBodiesBytes'>;
  readonly metrics: Metrics;
  readonly bounds: Bounds;
  readonly watching?: Watching;
}

/** The reader of one server: how much it holds is measured, and what it has no room for counted. */
export function newBodyReader({ timings, metrics, bounds, watching }: BodyReaderDeps): BodyReader {
  const reader = new BodyReader(timings.maxBodiesBytes, () => bounds.met('bodies'), watching);
  metrics.gauge('body_bytes', 'Bytes of request bodies in hand.', undefined, () => [['', reader.bytes]]);
  return reader;
}

/** What one body takes of the room for all. */
class Share {
  readonly #room: Budget;
  readonly #onFull: () => void;
  #bytes = 0;

  constructor(room: Budget, onFull: () => void) {
    this.#room = room;
    this.#onFull = onFull;
  }

  grow(bytes: number): void {
    if (this.#bytes + bytes > MAX_REQUEST_BODY_BYTES) throw refusal('too_large');
    if (!this.#room.take(bytes, this.#bytes)) {
      this.#onFull();
      throw refusalForNow('bodies_full', this.#room.max);
    }
    this.#bytes += bytes;
  }

  giveBack(): void {
    this.#room.giveBack(this.#bytes);
    this.#bytes = 0;
  }
}

/** Content-Length; 0 where there is none. */
export function declaredBytes(headers: IncomingHttpHeaders): number {
  return Number(headers['content-length'] ?? 0);
}

/** @param onChunk may throw, and then no more is read */
function collect(request: IncomingMessage, onChunk: (bytes: number) => void): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // whoever sent it may have gone while its headers were looked at
    if (request.destroyed) return reject(refusal('bad_http'));
    const chunks: Buffer[] = [];
    const onData = (chunk: Buffer) => {
      try {
        onChunk(chunk.byteLength);
        chunks.push(chunk);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const onEnd = () => finish(() => resolve(Buffer.concat(chunks)));
    // closed before its end: there is nobody left to answer
    const onClose = () => finish(() => reject(refusal('bad_http')));
    const finish = (settle: () => void) => {
      request.pause();
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      settle();
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
