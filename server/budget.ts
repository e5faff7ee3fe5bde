/**
 * An amount that may be in use at once, of bytes or whatever counts. Nobody gets more than half of what is free: who takes
 * much is refused first, and who takes little still finds some.
 */
export class Budget {
  readonly max: number;
  #used = 0;

  constructor(max: number) {
    this.max = max;
  }

  get used(): number {
    return this.#used;
  }

  /**
   * Takes some of it, to be given back; takes nothing where that is too much.
   * @param held what the same user of it holds already
   */
  take(amount: number, held = 0): boolean {
    const free = this.max - this.#used;
    if (held + amount > (free + held) / 2) return false;
    this.#used += amount;
    return true;
  }

  giveBack(amount: number): void {
    this.#used -= amount;
  }
}
