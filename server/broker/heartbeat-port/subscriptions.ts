/** Bytes of the longest prefix that can be subscribed to. Push clients subscribe to everything, the empty prefix. */
export const MAX_PREFIX_BYTES = 128;

const EVERYTHING = '';
/** Most subscribers want everything and nothing else: they share one map until they say more. */
const ONLY_EVERYTHING: ReadonlyMap<string, number> = new Map([[EVERYTHING, 1]]);
const NOTHING: ReadonlyMap<string, number> = new Map();

/**
 * What a subscriber wants to hear: prefixes of the first frame, each as often as it was asked for, so many in all at
 * most. Source: RFC 37, "The Publish-Subscribe Pattern"; RFC 29.
 */
export class Subscriptions {
  readonly #most: number;
  #wanted: ReadonlyMap<string, number> = NOTHING;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** False: it is one too many, or too long, and nothing has changed. */
  add(prefix: Uint8Array): boolean {
    if (this.#count >= this.#most || prefix.byteLength > MAX_PREFIX_BYTES) return false;
    const text = textOf(prefix);
    this.#count += 1;
    if (this.#count === 1 && text === EVERYTHING) {
      this.#wanted = ONLY_EVERYTHING;
      return true;
    }
    this.#wanted = new Map(this.#wanted).set(text, (this.#wanted.get(text) ?? 0) + 1);
    return true;
  }

  /** Takes one of these prefixes back; one that was not asked for changes nothing. */
  remove(prefix: Uint8Array): void {
    const text = textOf(prefix);
    const times = this.#wanted.get(text);
    if (times === undefined) return;
    this.#count -= 1;
    const left = new Map(this.#wanted);
    if (times > 1) left.set(text, times - 1);
    else left.delete(text);
    this.#wanted = left;
  }

  /** @param start the first frame of a message, as `latin1` */
  wants(start: string): boolean {
    if (this.#wanted === ONLY_EVERYTHING) return true;
    for (const prefix of this.#wanted.keys()) if (start.startsWith(prefix)) return true;
    return false;
  }
}

/** One character a byte, so that texts compare as bytes do. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
