import { getHeapStatistics } from 'node:v8';
import type { Clock, Timer } from '../protocol/time/clock.ts';
import { collectLater } from './http/large-garbage.ts';

/** Between two looks. */
const LOOK_MS = 3_000;
/** A heap that has grown by so many bytes since it was smallest, or by half of that where this is more, is collected. */
const GROWN_BYTES = 16 * 1_048_576;
const GROWN_PART = 1 / 2;

export interface GarbageWatchOptions {
  readonly clock: Clock;
  /** Bytes of the heap that are in use, garbage among them. Default: those of this process. */
  readonly usedBytes?: () => number;
  /** Default: V8's own collection, beside what the process does. */
  readonly collect?: () => void;
}

/**
 * Has V8 look for garbage when the heap has grown, though there is room: by itself it lets a heap of 30 MB grow to a hundred,
 * and keeps what a storm of requests left for as long as the server has little to do. For a process that is a server's alone.
 */
export class GarbageWatch {
  readonly #clock: Clock;
  readonly #usedBytes: () => number;
  readonly #collect: () => void;
  /** The smallest since it was collected last; undefined right after that. */
  #leastBytes: number | undefined;
  #timer: Timer;

  constructor({ clock, usedBytes = usedHeapBytes, collect = collectLater }: GarbageWatchOptions) {
    this.#clock = clock;
    this.#usedBytes = usedBytes;
    this.#collect = collect;
    this.#timer = this.#nextLook();
  }

  stop(): void {
    this.#timer.cancel();
  }

  #nextLook(): Timer {
    return this.#clock.after(LOOK_MS, () => {
      this.#look();
      this.#timer = this.#nextLook();
    });
  }

  #look(): void {
    const usedBytes = this.#usedBytes();
    this.#leastBytes = Math.min(usedBytes, this.#leastBytes ?? usedBytes);
    if (usedBytes - this.#leastBytes < Math.max(GROWN_BYTES, this.#leastBytes * GROWN_PART)) return;
    this.#leastBytes = undefined;
    this.#collect();
  }
}

function usedHeapBytes(): number {
  return getHeapStatistics().used_heap_size;
}
