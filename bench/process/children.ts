import type { Scale } from '../run/benchmark.ts';
import { Child } from './child.ts';
import type { ChildCommands } from './child-answer.ts';

interface Closable {
  close(): Promise<void>;
}

/** The processes of one benchmark, so that none is forgotten. */
export class Children {
  readonly #scale: Scale;
  readonly #closables: Closable[] = [];
  readonly #children: Child<ChildCommands>[] = [];

  constructor(scale: Scale) {
    this.#scale = scale;
  }

  /** @param file the child's module */
  start<C extends ChildCommands>(file: URL): Child<C> {
    const child = new Child<C>(file, {
      profileFolder: this.#scale.profileFolder,
      // what the others were asked may never be answered without it
      onCrash: (error) => {
        for (const other of this.#children) other.fail(error);
      },
    });
    this.#children.push(child);
    this.#closables.push({ close: () => child.stop() });
    return child;
  }

  /** Takes something else along to be closed; gives it back. */
  add<T extends Closable>(closable: T): T {
    this.#closables.push(closable);
    return closable;
  }

  /** Closes all, the last one first. */
  async close(): Promise<void> {
    for (const closable of this.#closables.splice(0).reverse()) await closable.close();
  }
}
