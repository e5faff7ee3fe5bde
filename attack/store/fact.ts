import { RequestRefused } from '../../protocol/client/errors.ts';

/**
 * One thing that a server was asked to change, and what may be so of it: what was answered last, and what was asked for
 * since and never answered. Values are words that the server's answers are put into.
 */
export class Fact {
  readonly name: string;
  readonly #read: () => Promise<string>;
  #possible: ReadonlySet<string>;
  #isBusy = false;

  /** @param value what is so before anything is asked for */
  constructor(name: string, value: string, read: () => Promise<string>) {
    this.name = name;
    this.#possible = new Set([value]);
    this.#read = read;
  }

  /** Somebody asks for a change of it: two at once would leave it open which came last. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Asks for another value. What is refused changes nothing; what fails without an answer may have been done. */
  async change(value: string, ask: () => Promise<unknown>): Promise<void> {
    const before = this.#possible;
    this.#possible = new Set([...before, value]);
    this.#isBusy = true;
    try {
      await ask();
      this.#possible = new Set([value]);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      this.#possible = before;
      throw error;
    } finally {
      this.#isBusy = false;
    }
  }

  /** What is wrong with it, if anything; what is so from now on is what was seen. */
  async fault(): Promise<string | undefined> {
    const seen = await this.#read();
    const possible = this.#possible;
    this.#possible = new Set([seen]);
    return possible.has(seen) ? undefined : `${this.name} is ${seen}, and was ${[...possible].join(' or ')}`;
  }
}
