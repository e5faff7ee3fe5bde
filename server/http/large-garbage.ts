import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Shorter texts are young garbage, which V8 collects soon. */
const LARGE_BYTES = 65_536;
/** So much large garbage is let lie. */
const COLLECT_AFTER_BYTES = 32 * 1024 * 1024;

type Collect = () => void;

/**
 * Has V8 collect what large bodies leave, and large jobs. A text of a megabyte is old from the start, and a heap of 50 MB
 * grows by more than 200 MB before V8 looks at what is old: two hundred jobs with long commands would take as much, long
 * after they are gone.
 */
export class LargeGarbage {
  readonly #collect: Collect;
  #bytes = 0;

  constructor(collect: Collect = collectLater) {
    this.#collect = collect;
  }

  /** So many bytes that belonged together have been done with, as those of a body. */
  left(bytes: number): void {
    if (bytes < LARGE_BYTES) return;
    this.#bytes += bytes;
    if (this.#bytes < COLLECT_AFTER_BYTES) return;
    this.#bytes = 0;
    this.#collect();
  }
}

/** That of this process, as V8's heap is. */
export const processGarbage = new LargeGarbage();

let gc: ((options: { readonly type: 'major'; readonly execution: 'async' }) => unknown) | undefined;

/** A collection of all garbage, for the most part beside what the process does. V8 gives it to contexts that are made after its flag was set, and to nobody else. */
export function collectLater(): void {
  if (gc === undefined) {
    setFlagsFromString('--expose-gc');
    gc = runInNewContext('gc') as NonNullable<typeof gc>;
    setFlagsFromString('--no-expose-gc');
  }
  gc({ type: 'major', execution: 'async' });
}
