import type { MemoryFigure } from './figures.ts';
import type { SoakServer } from './soak-server.ts';
import { type Point, type Trend, trendOf } from './trend.ts';

const EVERY_MS = 2_000;
const BYTES_A_MB = 1024 * 1024;
const MS_A_MINUTE = 60_000;
/**
 * What is taken once makes memory grow at first: this part of a soak is left out. It is large because libzmq lays out
 * two queues of 256 messages with every connection and takes their pages as messages first come to lie on them, which
 * with the default mix goes on for some five minutes.
 */
const WARM_UP_SHARE = 1 / 2;

/** Looks at the server's resident memory again and again. */
export class MemoryWatch {
  readonly #server: SoakServer;
  readonly #points: Point[] = [];
  readonly #startMs = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: SoakServer) {
    this.#server = server;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get lastMb(): number {
    return this.#points.at(-1)?.y ?? 0;
  }

  get figure(): MemoryFigure {
    return { samples: this.#points, trend: memoryTrend(this.#points, WARM_UP_SHARE) };
  }

  async #look(): Promise<void> {
    const bytes = await this.#server.child.ask('memory');
    const x = (performance.now() - this.#startMs) / MS_A_MINUTE;
    this.#points.push({ x, y: bytes / BYTES_A_MB });
  }
}

/**
 * The trend of memory after the warm-up.
 * @param points minutes and megabytes
 * @param warmUpShare the part of the time that is left out
 */
export function memoryTrend(points: readonly Point[], warmUpShare: number): Trend | undefined {
  const startMinutes = points[0]?.x ?? 0;
  const minutes = (points.at(-1)?.x ?? 0) - startMinutes;
  return trendOf(points.filter(({ x }) => x - startMinutes >= minutes * warmUpShare));
}
