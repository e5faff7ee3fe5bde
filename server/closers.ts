type Close = () => Promise<void> | void;

/** What has been opened, to be closed in the opposite order. */
export class Closers {
  readonly #closers: Close[] = [];
  #closed: Promise<void> | undefined;

  add(close: Close): void {
    this.#closers.push(close);
  }

  /** Closes everything once, whatever fails on the way, and then throws the first failure. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
