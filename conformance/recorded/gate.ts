/** Something that is waited for until it is let happen. */
export class Gate {
  #open: () => void = () => undefined;
  #opened: Promise<void> = Promise.resolve();

  /** Resolves when the gate is open; at once where it is. */
  get opened(): Promise<void> {
    return this.#opened;
  }

  close(): void {
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#open();
  }
}
