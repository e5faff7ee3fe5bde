import type { Dealer, Router } from 'zeromq';

type Frames = readonly (Buffer | string)[];

/** Sends in order, one message at a time, as the binding demands. */
export class SerialSender {
  readonly #socket: Dealer | Router;
  #waiting: Frames[] | undefined;

  constructor(socket: Dealer | Router) {
    this.#socket = socket;
  }

  send(frames: Frames): void {
    if (this.#waiting) {
      this.#waiting.push(frames);
      return;
    }
    this.#waiting = [];
    void this.#pump(frames);
  }

  async #pump(first: Frames): Promise<void> {
    for (let next: Frames | undefined = first; next; next = this.#waiting?.shift()) {
      await this.#socket.send([...next]);
    }
    this.#waiting = undefined;
  }
}
