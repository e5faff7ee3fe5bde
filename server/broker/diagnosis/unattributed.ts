import type { Defect } from '../../../protocol/wire/defect.ts';

interface Occurrence {
  /** Counted over all reasons. */
  readonly number: number;
  readonly defect: Defect | undefined;
}

/**
 * What was refused of somebody, nobody knows of whom: connections that failed to encrypt or brought a key that no node had
 * announced, and without encryption messages that name nobody known. Whoever waits for a node to connect is told of them.
 * One record a reason, and the reasons are words of this server.
 */
export class Unattributed {
  readonly #last = new Map<string, Occurrence>();
  #count = 0;

  /** How many there have been, to ask `since` for those that come after. */
  get count(): number {
    return this.#count;
  }

  add(reason: string, defect?: Defect): void {
    this.#count += 1;
    this.#last.set(reason, { number: this.#count, defect });
  }

  /** The reasons that came after so many, each with what exactly was wrong the last time. */
  since(count: number): readonly { readonly reason: string; readonly defect: Defect | undefined }[] {
    return Array.from(this.#last, ([reason, { number, defect }]) => ({ reason, number, defect }))
      .filter(({ number }) => number > count)
      .map(({ reason, defect }) => ({ reason, defect }));
  }
}
