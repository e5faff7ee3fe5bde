import type { Socket } from 'node:net';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { Random } from '../node/random.ts';
import { CLEAR_CONDITIONS, type Conditions } from './conditions.ts';

/** Bytes that a direction holds before it stops reading, so that the sender waits as it would for a real network. */
export const MAX_HELD_BYTES = 262_144;
/** A limited direction writes what it may write in so long. */
const SLICE_MS = 50;

interface Parcel {
  bytes: Buffer;
  dueMs: number;
}

export interface LinkDirectionOptions {
  readonly from: Socket;
  readonly to: Socket;
  readonly clock: Clock;
  readonly random: Random;
  /** Is shown what travels. */
  readonly tap: ((bytes: Buffer) => void) | undefined;
}

/**
 * One direction of a connection. Where nothing is wrong bytes are handed on as they came, uncopied; otherwise they are
 * held and go when they may. The end of the sender is told behind its bytes, a break at once.
 */
export class LinkDirection {
  readonly #options: LinkDirectionOptions;
  #conditions = CLEAR_CONDITIONS;
  readonly #held: Parcel[] = [];
  #heldBytes = 0;
  /** The moment from which a limited direction may write again. */
  #freeAtMs = 0;
  #timer: Timer | undefined;
  /** What is to be told of the sender. */
  #news: 'ended' | 'broken' | undefined;
  #isTorn = false;
  #isClosed = false;

  constructor(options: LinkDirectionOptions) {
    this.#options = options;
    const { from, to } = options;
    from.on('data', (bytes) => this.#take(bytes));
    from.on('end', () => this.#hear('ended'));
    // either end may break at any time; `close` follows, and says so
    from.on('error', () => undefined);
    from.on('close', (isBroken) => this.#hear(isBroken || !from.readableEnded ? 'broken' : 'ended'));
    to.on('drain', () => this.#pump());
  }

  /** It has lost what was sent, so that the stream has a hole. */
  get isTorn(): boolean {
    return this.#isTorn;
  }

  set(conditions: Conditions): void {
    this.#conditions = conditions;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (conditions.isDropped) this.#lose();
    if (conditions.latencies.length === 0) for (const parcel of this.#held) parcel.dueMs = 0;
    this.#pump();
  }

  /** Nothing more is done. */
  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#held.length = 0;
    this.#heldBytes = 0;
  }

  #take(bytes: Buffer): void {
    const { to } = this.#options;
    // who is gone is not written to; the sender is told by the other direction
    if (this.#isClosed || to.destroyed || to.writableEnded) return;
    if (this.#conditions.isDropped) {
      this.#isTorn = true;
      return;
    }
    if (this.#conditions === CLEAR_CONDITIONS && this.#held.length === 0) {
      this.#write(bytes);
      this.#flow();
      return;
    }
    const earliestMs = this.#held.at(-1)?.dueMs ?? 0;
    this.#held.push({ bytes, dueMs: Math.max(earliestMs, this.#arrivalMs()) });
    this.#heldBytes += bytes.length;
    this.#pump();
  }

  #arrivalMs(): number {
    const { clock, random } = this.#options;
    const { latencies } = this.#conditions;
    if (latencies.length === 0) return 0;
    const delays = latencies.map(({ delayMs, jitterMs }) => delayMs + random.between(0, jitterMs));
    return clock.monotonic() + delays.reduce((sum, delay) => sum + delay, 0);
  }

  #hear(news: 'ended' | 'broken'): void {
    // a socket that has ended is closed later, which is no news
    if (this.#isClosed || this.#news === news || this.#news === 'broken') return;
    this.#news = news;
    if (this.#conditions.isDropped) this.#isTorn = true;
    this.#pump();
  }

  #pump(): void {
    if (this.#timer === undefined && !this.#conditions.isStalled) this.#writeDue();
    this.#flow();
    this.#tellNews();
  }

  #writeDue(): void {
    const { clock, to } = this.#options;
    const { bytesPerSecond } = this.#conditions;
    const isLimited = Number.isFinite(bytesPerSecond);
    for (let next = this.#held[0]; next && !to.writableNeedDrain; next = this.#held[0]) {
      const nowMs = clock.monotonic();
      const atMs = isLimited ? Math.max(next.dueMs, this.#freeAtMs) : next.dueMs;
      if (atMs > nowMs) {
        this.#timer = clock.after(atMs - nowMs, () => {
          this.#timer = undefined;
          this.#pump();
        });
        return;
      }
      const most = isLimited
        ? Math.max(1, Math.floor((bytesPerSecond * SLICE_MS) / 1_000))
        : next.bytes.length;
      const slice = next.bytes.subarray(0, most);
      next.bytes = next.bytes.subarray(most);
      if (next.bytes.length === 0) this.#held.shift();
      this.#heldBytes -= slice.length;
      if (isLimited) this.#freeAtMs = nowMs + (slice.length / bytesPerSecond) * 1_000;
      this.#write(slice);
    }
  }

  #write(bytes: Buffer): void {
    const { to, tap } = this.#options;
    if (to.destroyed || to.writableEnded) return;
    tap?.(bytes);
    to.write(bytes);
  }

  /** Reads on, or lets the sender wait. */
  #flow(): void {
    const { from, to } = this.#options;
    const isFull = this.#heldBytes >= MAX_HELD_BYTES || to.writableNeedDrain;
    if (isFull && !this.#conditions.isDropped) from.pause();
    else if (from.isPaused()) from.resume();
  }

  #tellNews(): void {
    const { isStalled, isDropped } = this.#conditions;
    if (this.#news === undefined || isStalled || isDropped) return;
    const { to } = this.#options;
    if (this.#news === 'broken') to.resetAndDestroy();
    else if (this.#held.length === 0 && !to.writableEnded) to.end();
  }

  #lose(): void {
    if (this.#held.length > 0) this.#isTorn = true;
    this.#held.length = 0;
    this.#heldBytes = 0;
  }
}
