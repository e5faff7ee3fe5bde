/**
 * Whether a node is out of rehab, as far as it can know: the last abort was answered, and this incarnation of the
 * server has shown that it knows, by that abort or by an `ack` to a new connection. Source: protocol §5.
 */
export class Rehab {
  #isAnswered = false;
  #isKnown = false;

  get isOver(): boolean {
    return this.#isAnswered && this.#isKnown;
  }

  /** Our process has ended. */
  died(): void {
    this.#isAnswered = false;
    this.#isKnown = false;
  }

  /**
   * Another incarnation of the server was seen, which may have been heard before that, since the two sockets are not in
   * step; or the sockets were opened anew. An `ack` will follow where the server had us already.
   */
  lostTouch(): void {
    this.#isKnown = false;
  }

  toldToAbort(): void {
    this.#isAnswered = false;
  }

  /** A good `aborted` went out. */
  answered(): void {
    this.#isAnswered = true;
    this.#isKnown = true;
  }

  /** The server took over our new connection, so it had us already. */
  acknowledged(): void {
    this.#isKnown = true;
  }
}
