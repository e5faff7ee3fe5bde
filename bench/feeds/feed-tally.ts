const EVENT = Buffer.from('\nid: ');
const END = Buffer.from('event: job_complete\n');
/** So many bytes of what came before may belong to a mark that is not all there. */
const CARRY = END.length - 1;

/** Counts the events of one connection, without reading them: the reader must cost as little as can be. */
export class FeedTally {
  events = 0;
  /** When the end of the job was told; undefined: it was not. */
  endedAtMs: number | undefined;
  #carry = Buffer.of();

  take(chunk: Buffer, nowMs: number): void {
    const bytes = Buffer.concat([this.#carry, chunk]);
    const known = this.#carry.length;
    // a mark counts with its last byte, so that none in the carry counts twice
    for (let at = bytes.indexOf(EVENT); at >= 0; at = bytes.indexOf(EVENT, at + 1)) {
      if (at + EVENT.length > known) this.events += 1;
    }
    if (this.endedAtMs === undefined && bytes.includes(END)) this.endedAtMs = nowMs;
    this.#carry = bytes.subarray(Math.max(0, bytes.length - CARRY));
  }
}
